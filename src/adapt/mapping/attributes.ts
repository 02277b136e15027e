import type { JsonValue } from '../../model/index.js';
import { isObject } from '../../util/json.js';
import { attributeMap } from '../read/any-value.js';
import { decoded } from '../read/values.js';
import type { CheckedMapping } from './schema.js';
import { atPath, keysOf, lookup, onlyPath, pathsOf, type Lookup, type Spot } from './source.js';

type SpanMapping = CheckedMapping['span'];

/** Keys of OpenInference under which the convention plugins find what the mapping names. */
function mappedKeys({ tokens, ...span }: SpanMapping): [key: string, source: SpanMapping['input']][] {
  return [
    ['input.value', span.input],
    ['output.value', span.output],
    ['llm.model_name', span.model],
    ['llm.provider', span.provider],
    ['llm.token_count.prompt', tokens?.input],
    ['llm.token_count.completion', tokens?.output],
    ['llm.token_count.total', tokens?.total],
    ['llm.token_count.prompt_details.cache_read', tokens?.cacheRead],
    ['llm.token_count.prompt_details.cache_write', tokens?.cacheWrite],
    ['llm.token_count.completion_details.reasoning', tokens?.reasoning],
    ['llm.cost.total', span.cost],
    ['llm.finish_reason', span.finishReason],
    ['tool.name', span.toolName],
    ['tool_call.id', span.toolCallId],
    ['agent.name', span.agent],
    ['session.id', span.session],
    ['user.id', span.user],
    ['error.type', span.errorType],
  ];
}

/** Makes the reader of a span's attributes: what is mapped, under known keys; all other members of the span, under their own names. */
export function attributeReader({ span, children, spans }: CheckedMapping): (spot: Spot, kind: string | undefined) => Map<string, JsonValue> {
  const mapped = mappedKeys(span).flatMap(([key, source]): [string, Lookup][] => (source === undefined ? [] : [[key, lookup(source)]]));
  const objects = pathsOf(span.attributes ?? []).map(atPath);
  const taken = new Set([...mappedKeys(span).map(([, source]) => onlyPath(source)), ...pathsOf(span.attributes ?? []), children, spans].flatMap(topKey));
  return (spot, kind) => {
    const attributes = new Map([...members(spot.span, taken), ...objects.flatMap((find) => [...attributeMap(decoded(find(spot)))])]);
    for (const [key, find] of mapped) set(attributes, key, find(spot));
    set(attributes, 'openinference.span.kind', kind?.toUpperCase());
    return attributes;
  };
}

/** A member of the span that a path names as a whole. Where a path goes deeper, other parts of the member would be lost. */
function topKey(path: string | undefined): string[] {
  if (path === undefined || path.startsWith('$')) return [];
  const keys = keysOf(path);
  return keys.length === 1 ? [...keys] : path.startsWith('/') ? [] : [path];
}

function members(value: JsonValue | undefined, without: ReadonlySet<string>): [string, JsonValue][] {
  if (!isObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && !without.has(entry[0]));
}

function set(attributes: Map<string, JsonValue>, key: string, value: JsonValue | undefined): void {
  if (value !== undefined) attributes.set(key, value);
}
