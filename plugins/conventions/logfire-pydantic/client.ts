import {
  asName, content, contentOf, decoded, foldFinishReason, isObject, messagesIn, own, readMessages, readToolDefinitions, readUsage, recorded, type Attributes, type CanonicalFields, type JsonValue,
} from '../../../src/plugin.js';
import { isModelRequest } from './kind.js';

/** A call as Logfire's instrumentations of OpenAI and Anthropic clients keep it: the request, and the message that came back. */
export function clientCall(attributes: Attributes): CanonicalFields | undefined {
  const request = decoded(attributes.get('request_data'));
  if (!isModelRequest(request)) return undefined;
  const response = decoded(attributes.get('response_data'));
  const output = outputOf(response);
  return {
    input: contentOf(recorded(attributes, 'request_data'), 'input'),
    inputMessages: messagesIn(request ?? null, 'user'),
    ...(output === undefined ? {} : { output: content(output, 'response_data', 'output'), outputMessages: readMessages(isObject(output) ? [output] : output, 'assistant') }),
    toolDefinitions: readToolDefinitions(own(request, 'tools') ?? undefined),
    requestModel: asName(own(request, 'model')),
    usage: usageOf(own(response, 'usage')),
    finishReasons: reasonsOf(output),
  };
}

/** A message; the text of a stream, which is joined from its parts; else what came back as it is. */
function outputOf(response: JsonValue | undefined): JsonValue | undefined {
  return own(response, 'message') ?? own(response, 'combined_chunk_content') ?? own(response, 'text') ?? undefined;
}

function usageOf(usage: JsonValue | undefined): CanonicalFields['usage'] {
  const counts = new Map(isObject(usage) ? Object.entries(usage).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])) : []);
  return readUsage(counts, {
    input: ['input_tokens', 'prompt_tokens'],
    output: ['output_tokens', 'completion_tokens'],
    total: ['total_tokens'],
    cacheRead: ['cache_read_input_tokens'],
    cacheWrite: ['cache_creation_input_tokens'],
  });
}

function reasonsOf(output: JsonValue | undefined): CanonicalFields['finishReasons'] {
  const reason = foldFinishReason(own(output, 'finish_reason') ?? own(output, 'stop_reason'));
  return reason && [reason];
}
