import type { Content, JsonObject, JsonValue, ToolDefinition, ToolUse } from '../../model/index.js';
import { at, isObject, own } from '../../util/json.js';
import { asBoolean, asName, asString, decoded } from './values.js';

/** Reads definitions of tools: OpenAI (wrapped or flat), Anthropic, Bedrock and Gemini, as a list, JSON, or a list of JSON texts. */
export function readToolDefinitions(value: JsonValue | undefined): ToolDefinition[] | undefined {
  const plain = decoded(value);
  const list = isObject(plain) ? (own(plain, 'tools') ?? [plain]) : plain;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((item) => declarations(decoded(item))).flatMap((item) => toolDefinition(item) ?? []);
}

/** Gemini keeps several declarations in one tool. */
function declarations(item: JsonValue | undefined): JsonValue[] {
  const list = own(item, 'functionDeclarations') ?? own(item, 'function_declarations');
  return Array.isArray(list) ? list : item === undefined ? [] : [item];
}

function toolDefinition(item: JsonValue): ToolDefinition | undefined {
  const tool = [own(item, 'function'), own(item, 'toolSpec')].find(isObject) ?? item;
  const name = asName(own(tool, 'name'));
  if (!isObject(tool) || name === undefined) return undefined;
  const description = asString(own(tool, 'description'));
  const parameters = parametersOf(tool);
  return { name, ...(description === undefined ? {} : { description }), ...(parameters === undefined ? {} : { parameters }) };
}

function parametersOf(tool: JsonObject): JsonValue | undefined {
  const schema = own(tool, 'parameters') ?? own(tool, 'input_schema') ?? at(tool, 'inputSchema', 'json') ?? own(tool, 'inputSchema');
  return schema === null ? undefined : decoded(schema);
}

/** Makes a tool use without undefined members, and sees whether the result itself says that the tool failed. */
export function toolUse(fields: ToolUse): ToolUse {
  const isError = fields.isError === true || (fields.result !== undefined && reportsFailure(fields.result));
  const entries = Object.entries({ ...fields, isError: isError || undefined }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as ToolUse;
}

/** MCP results and tool messages say in a field of their own that the tool failed. */
function reportsFailure({ value }: Content): boolean {
  const holder = own(value, 'kwargs') ?? value;
  const flag = asBoolean(own(holder, 'isError') ?? own(holder, 'is_error'));
  const isMessage = own(holder, 'tool_call_id') !== undefined || own(holder, 'toolUseId') !== undefined;
  return flag === true || (isMessage && own(holder, 'status') === 'error');
}
