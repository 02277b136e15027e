import { attributeMap, isObject, present, type JsonValue, type RawItem, type ReadContext } from '../../../src/plugin.js';
import { field, listField, spelling } from './field.js';
import { readLog } from './log.js';
import { allSignals, recogniseOtlp, scopes, signals, wrappers, type Signal } from './shapes.js';
import { readSpan, type Origin, type Reading } from './span.js';

interface Located {
  value: JsonValue;
  pointer: string;
}

/** Gives the spans and message events of a record, whatever envelope they are in. What holds no trace data is noted once. */
export function* readOtlp(value: JsonValue, context: ReadContext): Generator<RawItem> {
  const told = new Map<string, number>();
  const reading: Reading = { place: context.place, count: (code) => void told.set(code, (told.get(code) ?? 0) + 1) };
  for (const part of unwrapped({ value, pointer: '' })) {
    if (isBareSpan(part.value)) yield readSpan(part.value, part.pointer, originOfSpan(part.value), reading);
    else yield* readResources(part, reading);
  }
  for (const [code, number] of told) context.note(code, `${number} ${reasons[code] ?? 'item(s) were left out.'}`);
}

/** Requests, resources and spans without their wrappers and lists. Wrappers lie at most a few levels deep. */
function unwrapped(whole: Located): Located[] {
  const found: Located[] = [];
  let level = items(whole);
  for (let depth = 0; depth < 3 && level.length > 0; depth += 1) {
    const inner: Located[] = [];
    for (const part of level) {
      const key = wrappers.find((name) => holdsParts(part.value, name));
      if (key === undefined) found.push(part);
      else for (const item of items({ value: field(part.value, key) ?? null, pointer: `${part.pointer}/${key}` })) inner.push(item);
    }
    level = inner;
  }
  return found;
}

function holdsParts(value: JsonValue, wrapper: string): boolean {
  if (!isObject(value) || spelling(value, ...Object.values(signals).flat(), ...Object.values(scopes).flat()) !== undefined) return false;
  const inner = field(value, wrapper);
  return inner !== undefined && recogniseOtlp(inner) !== undefined;
}

function items({ value, pointer }: Located): Located[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [{ value, pointer }];
}

function isBareSpan(value: JsonValue): boolean {
  return spelling(value, ...Object.values(signals).flat(), ...Object.values(scopes).flat()) === undefined && recogniseOtlp(value) !== undefined;
}

function originOfSpan(value: JsonValue): Origin {
  const resource = field(value, 'resource');
  return {
    resource: nonEmpty(attributeMap(field(resource, 'attributes') ?? resource)),
    scope: scopeOf(field(value, 'instrumentationScope', 'instrumentationLibrary', 'scope')),
  };
}

function* readResources(part: Located, reading: Reading): Generator<RawItem> {
  for (const signal of allSignals) {
    const bare = spelling(part.value, ...scopes[signal]) !== undefined;
    const resources = bare ? [part] : located(part, signals[signal]);
    for (const resource of resources) yield* readScopes(resource, signal, reading);
  }
}

/** The items of a list in a field, each with its pointer. */
function located({ value, pointer }: Located, names: readonly string[]): Located[] {
  const key = spelling(value, ...names);
  if (key === undefined) return [];
  const list = Array.isArray(field(value, key)) ? `${pointer}/${key}` : undefined;
  return (listField(value, key) ?? []).map((item, index) => ({ value: item, pointer: list === undefined ? `${pointer}/${key}` : `${list}/${index}` }));
}

function* readScopes(resource: Located, signal: Signal, reading: Reading): Generator<RawItem> {
  if (signal === 'metrics') return reading.count('metrics-left-out');
  const attributes = nonEmpty(attributeMap(field(field(resource.value, 'resource'), 'attributes')));
  for (const scoped of located(resource, scopes[signal])) {
    const origin = { resource: attributes, scope: scopeOf(field(scoped.value, 'scope', 'instrumentationLibrary')) };
    if (signal === 'spans') yield* readSpans(scoped, origin, reading);
    else yield* readLogs(scoped, reading);
  }
}

function* readSpans(scoped: Located, origin: Origin, reading: Reading): Generator<RawItem> {
  for (const { value, pointer } of located(scoped, ['spans'])) {
    if (isObject(value)) yield readSpan(value, pointer, origin, reading);
    else reading.count('span-not-object');
  }
}

function* readLogs(scoped: Located, reading: Reading): Generator<RawItem> {
  for (const { value, pointer } of located(scoped, ['logRecords', 'logs'])) {
    const log = readLog(value, { ...reading.place, pointer });
    if (log) yield log;
    else reading.count('log-without-ids');
  }
}

function scopeOf(value: JsonValue | undefined): Origin['scope'] {
  const [name, version] = [field(value, 'name'), field(value, 'version')];
  return present({ name: typeof name === 'string' && name !== '' ? name : undefined, version: typeof version === 'string' && version !== '' ? version : undefined });
}

function nonEmpty(map: Map<string, JsonValue>): Map<string, JsonValue> | undefined {
  return map.size === 0 ? undefined : map;
}

const reasons: Readonly<Record<string, string>> = {
  'span-without-id': 'span(s) without a trace id or span id were given one from their place in the file; they cannot be joined with spans of other records.',
  'metrics-left-out': 'resource(s) of metrics hold no trace data and were left out.',
  'log-without-ids': 'log record(s) name no trace and span, so they belong to no span and were left out.',
  'span-not-object': 'item(s) in a list of spans are no objects and were left out.',
};
