import { isObject, own, decoded, type JsonValue, type RawSpan, type SpanKind } from '../../../src/plugin.js';

const names: readonly (readonly [pattern: RegExp, kind: SpanKind])[] = [
  [/^agent run\b|^invoke_agent\b/, 'agent'],
  [/^running tool(?::|$| )|^execute_tool\b|^running output function\b/, 'tool'],
  [/^running (?:\d+ )?tools\b/, 'chain'],
];

/** What a span stands for, where it names no operation: told by its name and by keys that only such spans have. */
export function kindOf({ name, attributes }: RawSpan): SpanKind | undefined {
  const byName = names.find(([pattern]) => pattern.test(name))?.[1];
  if (byName) return byName;
  if (attributes.has('tool_arguments') || attributes.has('tool_response')) return 'tool';
  if (attributes.has('all_messages_events') || attributes.has('pydantic_ai.all_messages')) return 'agent';
  return attributes.has('model_request_parameters') || isModelRequest(attributes.get('request_data')) ? 'llm' : undefined;
}

/** What Logfire's instrumentations of model clients keep of a request; other instrumentations use the key for HTTP bodies. */
export function isModelRequest(value: JsonValue | undefined): boolean {
  const request = decoded(value);
  return isObject(request) && own(request, 'model') !== undefined && ['messages', 'input', 'prompt', 'contents'].some((key) => own(request, key) !== undefined);
}
