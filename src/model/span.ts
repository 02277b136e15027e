import type { Place } from './evidence.js';
import type { JsonValue } from './json.js';
import type { Content, FinishReason, Message, RetrievedDocument, ToolDefinition } from './message.js';
import type { RawEvent, RawLink } from './raw.js';
import type { Cost, Usage } from './usage.js';

/** What a span stands for, after folding of every convention's words. */
export type SpanKind =
  | 'agent'
  | 'chain'
  | 'embedding'
  | 'evaluator'
  | 'guardrail'
  | 'llm'
  | 'memory'
  | 'parser'
  | 'prompt'
  | 'reranker'
  | 'retriever'
  | 'tool'
  | 'unknown';

/** Status as reported by the runtime. `unset` is normal success for OpenTelemetry spans. */
export interface Status {
  code: 'ok' | 'error' | 'unset';
  message?: string;
}

/** A use of a tool, as the tool's own span records it. */
export interface ToolUse {
  name: string;
  callId?: string;
  description?: string;
  arguments?: Content;
  result?: Content;
  /** The tool itself reported a failure (`isError`, `gen_ai.tool.status=error`), whatever the span's status. */
  isError?: boolean;
}

/** A retrieval: the query and what came back. `documents: []` is an empty answer; absent means not recorded. */
export interface Retrieval {
  query?: Content;
  documents?: RetrievedDocument[];
  /** Attribute that held the documents. */
  attribute?: string;
}

/** The fields that convention plugins read from a span's attributes. Absent means: not recorded. */
export interface CanonicalFields {
  kind?: SpanKind;
  input?: Content;
  output?: Content;
  inputMessages?: Message[];
  outputMessages?: Message[];
  tool?: ToolUse;
  retrieval?: Retrieval;
  toolDefinitions?: ToolDefinition[];
  requestModel?: string;
  responseModel?: string;
  provider?: string;
  usage?: Usage;
  /** The counts are a sum over spans below this one, said so by the convention (`gen_ai.aggregated_usage.*`). */
  aggregateUsage?: Usage;
  cost?: Cost;
  finishReasons?: FinishReason[];
  responseId?: string;
  session?: { id: string; key: string };
  user?: string;
  agent?: { id?: string; name?: string };
  /** Error class or exception type, and message. */
  error?: { type?: string; message?: string; stack?: string };
  /** Name of the function in the application that the span stands for. */
  codeFunction?: string;
}

/** A span with its meaning read. */
export interface Span extends CanonicalFields {
  id: string;
  traceId: string;
  /** Parent id as recorded, even when the parent is not in the dump. */
  parentId?: string;
  name: string;
  kind: SpanKind;
  otelKind?: string;
  startNs?: bigint;
  endNs?: bigint;
  status: Status;
  /** Attributes as recorded, under their own names, known and unknown ones. */
  attributes: Map<string, JsonValue>;
  events: RawEvent[];
  links?: RawLink[];
  resource?: Map<string, JsonValue>;
  scope?: { name?: string; version?: string };
  dropped?: { attributes?: number; events?: number; links?: number };
  remoteParent?: boolean;
  /** The container's record of a whole trace: a root only where the trace has several roots, or no span at all. */
  wholeTrace?: boolean;
  /** Ids of the conventions that read something from this span, in order of precedence. */
  conventions: string[];
  place: Place;

  /** Set by the graph: children in order of start. */
  children: Span[];
  /** Set by the graph: absent on roots. */
  parent?: Span;
  /** Why this span is none of the dump's own: it stands in for parents that the dump lacks, or for the trace itself. */
  synthetic?: 'missing-parent' | 'trace-without-spans' | 'whole-trace';
}
