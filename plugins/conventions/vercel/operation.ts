import { nameOf, type Attributes, type SpanKind } from '../../../src/plugin.js';

const inner: readonly (readonly [tail: RegExp, kind: SpanKind])[] = [
  [/\.do(?:Generate|Stream)$/, 'llm'],
  [/\.doEmbed$/, 'embedding'],
  [/\.doRerank$/, 'reranker'],
  [/^ai\.toolCall$/, 'tool'],
];

/**
 * What a span stands for. A call of the SDK writes two spans: the outer one is the function that the application called and may hold several
 * model calls and tools; the inner one is the model call.
 */
export function kindOf(attributes: Attributes): SpanKind | undefined {
  const operation = nameOf(attributes, 'ai.operationId') ?? nameOf(attributes, 'operation.name')?.split(' ')[0] ?? '';
  const found = inner.find(([tail]) => tail.test(operation))?.[1];
  return found ?? (/^ai\.(?:generate|stream|embed|rerank)/.test(operation) ? 'chain' : undefined);
}
