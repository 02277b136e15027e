import { isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';

/** A message of the SDK with its tool parts in words that other vocabularies share; everything else is left as it is. */
export function genericMessage(message: JsonValue): JsonValue {
  const content = own(message, 'content');
  return isObject(message) && Array.isArray(content) ? { ...message, content: content.map(genericPart) } : message;
}

function genericPart(part: JsonValue): JsonValue {
  const type = own(part, 'type');
  if (type === 'tool-call') return { type: 'tool_call', id: own(part, 'toolCallId'), name: own(part, 'toolName'), arguments: own(part, 'input') ?? own(part, 'args') };
  if (type === 'tool-error') return resultPart(part, own(part, 'error') ?? null, true);
  return type === 'tool-result' ? toolResult(part) : part;
}

/** Version 5 wraps the result and says by its type whether the tool failed; before, it stood bare. */
function toolResult(part: JsonValue): JsonValue {
  const output = own(part, 'output');
  const type = own(output, 'type');
  if (typeof type !== 'string') return resultPart(part, output ?? own(part, 'result') ?? null, own(part, 'isError') === true);
  return resultPart(part, own(output, 'value') ?? own(output, 'reason') ?? null, type.startsWith('error') || type === 'execution-denied');
}

function resultPart(part: JsonValue, result: JsonValue, failed: boolean): JsonObject {
  return { type: 'tool_result', tool_call_id: own(part, 'toolCallId'), name: own(part, 'toolName'), result, ...(failed ? { is_error: true } : {}) };
}
