import { content, decodeNested, isObject, own, type Attributes, type Content, type JsonValue } from '../../../src/plugin.js';

/** What a decorated function was given: `{args, kwargs}`, `{inputs, tags, metadata, kwargs}`, or any value. */
export function entityInput(attributes: Attributes): Content | undefined {
  return entityContent(attributes, 'traceloop.entity.input', 'input', (value) => wrapped(value, 'inputs') ?? argumentsOf(value) ?? wrapped(value, 'input_str'));
}

/** What a decorated function gave back: `{outputs, kwargs}`, `{output}`, or any value. */
export function entityOutput(attributes: Attributes): Content | undefined {
  return entityContent(attributes, 'traceloop.entity.output', 'output', (value) => wrapped(value, 'outputs') ?? wrapped(value, 'output'));
}

/** The value inside the wrapper; `value` of the result is the inner one, the wrapper stays among the attributes. */
function entityContent(attributes: Attributes, key: string, side: 'input' | 'output', inner: (value: JsonValue) => JsonValue | undefined): Content | undefined {
  const recorded = attributes.get(key);
  if (recorded === undefined || recorded === null) return undefined;
  const { value, truncated } = decodeNested(recorded);
  const unwrapped = truncated ? recorded : ((isObject(value) ? inner(value) : undefined) ?? value);
  return content(unwrapped, key, side);
}

const wrapperKeys = new Set(['inputs', 'outputs', 'input_str', 'output', 'tags', 'metadata', 'kwargs', 'name']);

/** A member of a wrapper. An object with other keys is what the function itself used, and is kept whole. */
function wrapped(value: JsonValue, key: string): JsonValue | undefined {
  return isObject(value) && Object.keys(value).every((name) => wrapperKeys.has(name)) ? own(value, key) : undefined;
}

/** Named arguments when there are no others, a single argument itself, else both as recorded. */
function argumentsOf(value: JsonValue): JsonValue | undefined {
  const args = own(value, 'args');
  const kwargs = own(value, 'kwargs');
  if (!Array.isArray(args) || !isObject(kwargs)) return undefined;
  if (args.length === 0) return kwargs;
  return Object.keys(kwargs).length > 0 ? value : args.length === 1 ? args[0] : args;
}
