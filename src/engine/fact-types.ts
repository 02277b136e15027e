import type { z } from 'zod';
import type { FactDefinition } from '../facts/fact.js';
import { isObject } from '../util/json.js';
import { pointerKeys } from '../util/json-pointer.js';
import { jsonType } from '../util/json-type.js';
import { z as zod } from '../util/zod.js';
import type { JsonObject, JsonValue } from '../model/index.js';
import type { OperandType } from './operator.js';

const everyType: readonly OperandType[] = ['string', 'number', 'boolean', 'array', 'object', 'null'];
/** Types that JSON Schema tells apart and operators do not. */
const folded: Readonly<Record<string, string>> = { integer: 'number' };

const schemas = new WeakMap<z.ZodType, JsonObject>();

/**
 * Types that a fact's value (or the part of it at a path) may have, as its `returns` declares them. Empty when nothing can stand at that path.
 *
 * @example
 * typesOf(fact, '/calls/0/name'); // ['string']
 */
export function typesOf(fact: FactDefinition, path?: string): OperandType[] {
  const root = jsonSchemaOf(fact.returns);
  let here = variants(root, root);
  for (const key of pointerKeys(path ?? '') ?? []) here = here.flatMap((schema) => below(schema, key)).flatMap((schema) => variants(schema, root));
  const types = new Set(here.flatMap(ownTypes));
  return everyType.filter((type) => types.has(type));
}

function jsonSchemaOf(returns: z.ZodType): JsonObject {
  let schema = schemas.get(returns);
  if (!schema) schemas.set(returns, (schema = zod.toJSONSchema(returns, { unrepresentable: 'any' }) as JsonObject));
  return schema;
}

/** The schemas that a schema stands for, without unions and references. A reference to itself is followed once. */
function variants(schema: JsonObject, root: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  const seen = new Set<JsonObject>();
  const pending = [schema];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const options = [next.anyOf, next.oneOf].find((list) => Array.isArray(list));
    const instead = typeof next.$ref === 'string' ? [resolve(root, next.$ref)] : options;
    if (Array.isArray(instead)) for (const option of objects(instead).reverse()) pending.push(option);
    else found.push(next);
  }
  return found;
}

function resolve(root: JsonObject, reference: string): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  for (const key of pointerKeys(reference.replace(/^#/, '')) ?? []) current = isObject(current) ? current[key] : undefined;
  return current;
}

function objects(values: readonly (JsonValue | undefined)[]): JsonObject[] {
  return values.filter(isObject);
}

/** Schemas of the member or item that a key names. */
function below(schema: JsonObject, key: string): JsonObject[] {
  const { type, properties, additionalProperties, items, prefixItems } = schema;
  if (type === undefined && properties === undefined && items === undefined) return [{}];
  if (type === 'array') return /^\d+$/.test(key) ? itemsAt(prefixItems, items, Number(key)) : [];
  if (type !== 'object') return [];
  if (isObject(properties) && Object.hasOwn(properties, key)) return objects([properties[key]]);
  if (isObject(additionalProperties)) return [additionalProperties];
  return additionalProperties === false || isObject(properties) ? [] : [{}];
}

function itemsAt(prefixItems: JsonValue | undefined, items: JsonValue | undefined, index: number): JsonObject[] {
  const fixed = Array.isArray(prefixItems) ? prefixItems[index] : undefined;
  if (fixed !== undefined) return objects([fixed]);
  return isObject(items) ? [items] : items === undefined && prefixItems === undefined ? [{}] : [];
}

function ownTypes(schema: JsonObject): OperandType[] {
  if (Array.isArray(schema.enum)) return schema.enum.filter((value) => value !== undefined).map(jsonType);
  if (schema.const !== undefined) return [jsonType(schema.const)];
  const named = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [...everyType] : [schema.type];
  const names = new Set(named.map((name) => folded[String(name)] ?? String(name)));
  return everyType.filter((type) => names.has(type));
}
