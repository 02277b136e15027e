import type { Assessment } from './assessment.js';
import type { Place } from './evidence.js';
import type { JsonValue } from './json.js';
import type { Content, Message } from './message.js';
import type { Span } from './span.js';
import type { Usage } from './usage.js';

/** One exchange of a session: a root span and what lies below it. */
export interface Turn {
  /** Counted from 1 in order of time. */
  number: number;
  traceId: string;
  root: Span;
  /** The spans of the turn, parents before children, siblings in order of start. */
  spans: Span[];
  /** Who acted: the agent's name, else the name of the root span. */
  agent: string;
  /** What was asked of the turn. Absent: not recorded. */
  input?: TurnText;
  /** What the turn answered. Absent: not recorded. */
  output?: TurnText;
  startNs?: bigint;
  endNs?: bigint;
  /** Status of the root, `error` also where the container says so of the trace. */
  status: 'ok' | 'error' | 'unset' | 'in_progress';
  /** Each model call counted once, at the deepest span that has usage. */
  usage?: Usage;
  /** Judgements of this turn that stand (those overridden or withdrawn are in `setAside`). */
  assessments: Assessment[];
  setAside: Assessment[];
  /** Model calls in order of start, with the messages that are new in each. */
  calls: ModelCall[];
  /** The end user, where one is recorded. */
  user?: string;
  metadata: Map<string, JsonValue>;
  tags: Map<string, JsonValue>;
}

/** Text of a turn and the span it was found on (a wrapper root passes the text of the span below). */
export interface TurnText extends Content {
  span: Span;
}

/** A model call: a span that made it, and what was new in its messages against the calls before it in the session. */
export interface ModelCall {
  span: Span;
  usage?: Usage;
  /** Input messages that no earlier call of the session held. */
  newMessages: Message[];
  /** Number of input messages that repeat history. */
  repeated: number;
}

/** A tool call asked for by a model or seen as a span, with its result where one was found. */
export interface ToolCall {
  turn: number;
  name: string;
  id?: string;
  arguments?: JsonValue;
  result?: JsonValue;
  /** The text that a reader sees of the result. */
  resultText?: string;
  failed: boolean;
  /** How the failure shows. */
  failure?: string;
  /** Span that ran the tool. */
  span?: Span;
  /** Span of the model call that asked for it. */
  requestedBy?: Span;
  startNs?: bigint;
}

/** Why traces were put into one session. */
export interface SessionKey {
  /** Attribute, metadata key or field that named the session; `trace` when nothing did and the trace stands alone. */
  key: string;
  /** One sentence for people. */
  reason: string;
}

/** Ordered turns of one conversation. */
export interface Session {
  id: string;
  key: SessionKey;
  user?: string;
  turns: Turn[];
  /** Every tool use in order of start, paired with its result. */
  toolCalls: ToolCall[];
  /** Judgements of the session as a whole. */
  assessments: Assessment[];
  setAside: Assessment[];
  usage?: Usage;
  startNs?: bigint;
  endNs?: bigint;
  files: string[];
  place: Place;
}
