import { asName, asString, decoded, own, type Attributes, type CanonicalFields, type JsonValue, type ToolDefinition } from '../../../src/plugin.js';

/** Tools among the parameters of a model request: the functions an agent may call, and those by which it hands over its output. */
export function toolsOf(attributes: Attributes): CanonicalFields['toolDefinitions'] {
  const parameters = decoded(attributes.get('model_request_parameters'));
  const lists = [own(parameters, 'function_tools'), own(parameters, 'output_tools')].filter((list) => Array.isArray(list));
  return lists.length === 0 ? undefined : lists.flat().flatMap((tool) => definition(tool) ?? []);
}

function definition(tool: JsonValue): ToolDefinition | undefined {
  const name = asName(own(tool, 'name'));
  const [description, parameters] = [asString(own(tool, 'description')), own(tool, 'parameters_json_schema')];
  if (name === undefined) return undefined;
  return { name, ...(description === undefined ? {} : { description }), ...(parameters === undefined || parameters === null ? {} : { parameters }) };
}
