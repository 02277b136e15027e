import { nameOf, type Attributes, type RawSpan, type SpanKind } from '../../../src/plugin.js';

const operations: ReadonlyMap<string, SpanKind> = new Map([
  ...kinds('llm', 'chat generate_content text_completion completion response fetch_response llm_request llm_call'),
  ...kinds('embedding', 'embeddings embedding'),
  ...kinds('retriever', 'retrieval retrieve vector_db_retrieve'),
  ...kinds('reranker', 'rerank'),
  ...kinds('agent', 'create_agent invoke_agent agent_call'),
  ...kinds('tool', 'execute_tool tool_call'),
  ...kinds('chain', 'invoke_workflow plan execute_task chain invoke_swarm invoke_graph'),
  ...kinds('memory', 'search_memory create_memory update_memory upsert_memory delete_memory create_memory_store delete_memory_store'),
]);

function kinds(kind: SpanKind, words: string): [string, SpanKind][] {
  return words.split(' ').map((word) => [word, kind]);
}

/** Spans of libraries that name no operation. */
const namePatterns: readonly (readonly [pattern: RegExp, kind: SpanKind])[] = [
  [/^(?:execute_tool|running tool:?) \S/, 'tool'],
  [/^(?:invoke_agent|create_agent|agent run)\b/, 'agent'],
];

/** What a span stands for: its operation, an MCP method, the keys it has, its name. A span of an HTTP server is none of them, whatever was copied to it. */
export function kindOfSpan({ attributes, name, otelKind }: Pick<RawSpan, 'attributes' | 'name' | 'otelKind'>): SpanKind | undefined {
  if (otelKind === 'server' && isHttp(attributes)) return undefined;
  const operation = nameOf(attributes, 'gen_ai.operation.name')?.toLowerCase();
  return operations.get(operation ?? '') ?? kindByKeys(attributes) ?? namePatterns.find(([pattern]) => pattern.test(name))?.[1];
}

function isHttp(attributes: Attributes): boolean {
  return ['http.request.method', 'http.method', 'http.route'].some((key) => attributes.has(key));
}

function kindByKeys(attributes: Attributes): SpanKind | undefined {
  if (attributes.get('mcp.method.name') === 'tools/call' || attributes.has('gen_ai.tool.call.arguments')) return 'tool';
  if (attributes.has('gen_ai.retrieval.documents') || attributes.has('gen_ai.retrieval.query.text')) return 'retriever';
  return attributes.has('gen_ai.guardrail.name') ? 'guardrail' : undefined;
}
