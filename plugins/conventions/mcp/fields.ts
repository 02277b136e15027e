import {
  asBoolean,
  content,
  contentOf,
  decoded,
  isObject,
  nameOf,
  own,
  recorded,
  resultValue,
  toolUse,
  type Attributes,
  type CanonicalFields,
  type Content,
  type JsonValue,
  type RawSpan,
  type SpanKind,
} from '../../../src/plugin.js';

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['tools/call', 'tool'],
  ['prompts/get', 'prompt'],
]);

/** What is called and on what: `tools/call` and `get_weather`. */
interface Call {
  method?: string;
  target?: string;
}

/** Reads every field of the convention. `mcp.session.id` names a transport: one conversation may use several, and one may serve many conversations. */
export function readFields(span: RawSpan): CanonicalFields {
  const call = callOf(span);
  const kind = kinds.get(call.method ?? '');
  const input = inputOf(span.attributes);
  const output = outputOf(span.attributes);
  const tool = kind === 'tool' && call.target !== undefined ? toolOf(span.attributes, call.target, input, output) : undefined;
  return { kind, input, output, tool };
}

const spanName = /^(?:MCP send )?([a-z]+\/[a-z]+)(?: (\S.*))?$/i;

/** Client and server spans of one call must get one name, also where only the span's name holds it. */
function callOf({ name, attributes }: RawSpan): Call {
  const named = spanName.exec(name);
  return {
    method: nameOf(attributes, 'mcp.method.name') ?? named?.[1],
    target: nameOf(attributes, 'gen_ai.tool.name', 'mcp.tool.name', 'gen_ai.prompt.name', 'mcp.prompt.name') ?? named?.[2],
  };
}

function toolOf(attributes: Attributes, name: string, input: Content | undefined, output: Content | undefined): CanonicalFields['tool'] {
  return toolUse({
    name,
    callId: nameOf(attributes, 'gen_ai.tool.call.id'),
    arguments: input,
    result: output,
    isError: nameOf(attributes, 'error.type') === 'tool_error' || reportsError(attributes),
  });
}

/** The arguments alone: Traceloop records the whole parameters of the request, `{name, arguments}`. */
function inputOf(attributes: Attributes): Content | undefined {
  const found = recorded(attributes, 'gen_ai.tool.call.arguments', 'mcp.request.argument');
  const inner = own(decoded(found?.value), 'arguments');
  const named = own(decoded(found?.value), 'name') !== undefined;
  if (found && named && inner !== undefined && inner !== null) return content(inner, found.key, 'input');
  return contentOf(found ?? recorded(attributes, 'mcp.resource.uri'), 'input');
}

const resultKeys = ['gen_ai.tool.call.result', 'mcp.response.value'];

/** What the tool said, out of the envelope of the protocol. The envelope stays among the attributes. */
function outputOf(attributes: Attributes): Content | undefined {
  const found = recorded(attributes, ...resultKeys);
  const inner = unwrapped(decoded(found?.value));
  return found && inner !== undefined ? content(inner, found.key, 'output') : contentOf(found, 'output');
}

function unwrapped(value: JsonValue | undefined): JsonValue | undefined {
  const structured = own(value, 'structuredContent');
  if (isObject(structured)) return structured;
  const blocks = Array.isArray(value) ? value : own(value, 'content');
  return Array.isArray(blocks) && blocks.length > 0 ? resultValue(blocks.map(asBlock)) : undefined;
}

/** Traceloop writes the text of a block under `content`. */
function asBlock(block: JsonValue): JsonValue {
  const text = own(block, 'content');
  return own(block, 'type') === 'text' && typeof text === 'string' ? { type: 'text', text } : block;
}

function reportsError(attributes: Attributes): boolean {
  const value = decoded(recorded(attributes, ...resultKeys)?.value);
  return asBoolean(own(value, 'isError') ?? own(value, 'is_error')) === true;
}
