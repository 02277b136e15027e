import { content, contentOf, decoded, isObject, messagesIn, own, readMessages, recorded, type Attributes, type CanonicalFields, type Content, type JsonValue, type Message, type Role } from '../../../src/plugin.js';

/** Inputs and outputs of a run, each the whole of it. Spans hold them as one text; rows of the container, as they are. */
export interface Texts {
  input?: Content;
  output?: Content;
}

const keys = { input: ['gen_ai.prompt', 'input.value'], output: ['gen_ai.completion', 'output.value'] } as const;

export function textsOf(attributes: Attributes): Texts {
  return { input: side(attributes, 'input'), output: side(attributes, 'output') };
}

/** Decorated functions that return no object get one around their result: `{output: …}` in Python, `{outputs: …}` in JavaScript. */
function side(attributes: Attributes, name: 'input' | 'output'): Content | undefined {
  const whole = contentOf(recorded(attributes, ...keys[name]), name);
  const inner = whole && only(whole.value, name, `${name}s`);
  if (!whole || inner === undefined || inner === null || typeof inner === 'string') return whole;
  return { ...whole, text: content(inner, whole.attribute, name).text };
}

/** The value of an object that has one member, under one of the names. */
export function only(value: JsonValue, ...names: string[]): JsonValue | undefined {
  const [key, second] = isObject(value) ? Object.keys(value) : [];
  return key !== undefined && second === undefined && names.includes(key) ? own(value, key) : undefined;
}

/** Messages of a model call. Prompts of the completions API are one message each. */
export function messagesOf({ input, output }: Texts): Pick<CanonicalFields, 'inputMessages' | 'outputMessages'> {
  const prompts = own(input?.value, 'prompts') ?? own(input?.value, 'prompt');
  return {
    inputMessages: input && !input.redacted ? (messagesInside(input.value, 'user', 'input', 'inputs') ?? readMessages(prompts, 'user')) : undefined,
    outputMessages: output && !output.redacted ? messagesInside(output.value, 'assistant', 'output', 'outputs') : undefined,
  };
}

function messagesInside(value: JsonValue, role: Role, ...names: string[]): Message[] | undefined {
  const inner = decoded(only(value, ...names));
  const found = typeof inner === 'string' ? readMessages(inner, role) : inner === undefined || inner === null ? undefined : messagesIn(inner, role);
  return found ?? (typeof value === 'string' ? readMessages(value, role) : messagesIn(value, role));
}
