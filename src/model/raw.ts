import type { Assessment } from './assessment.js';
import type { Place } from './evidence.js';
import type { JsonObject, JsonValue } from './json.js';
import type { Status } from './span.js';

/** One JSON value cut from a dump, before anyone knows what it is. */
export interface RawRecord {
  value: JsonValue;
  place: Place;
  /** Path of the array the record was cut from (`/traces`, `/resourceSpans`), absent when it is a whole document or line. */
  within?: string;
}

/** An event on a span, or a log record that belongs to one. Attributes are decoded. */
export interface RawEvent {
  name: string;
  timeNs?: bigint;
  attributes: Map<string, JsonValue>;
  /** Body of a log record. */
  body?: JsonValue;
}

/** A link from a span to another. */
export interface RawLink {
  traceId: string;
  spanId: string;
  attributes: Map<string, JsonValue>;
}

/** A span as its container holds it: ids normalised, attributes decoded from the container's encoding, meanings unknown. */
export interface RawSpan {
  type: 'span';
  /** Trace id that joins spans: 32 lower-case hex digits for OpenTelemetry ids, else as recorded (`tr-…` for MLflow). */
  traceId: string;
  spanId: string;
  /** Absent for a root. */
  parentId?: string;
  name: string;
  /** OpenTelemetry kind in lower case: `internal`, `server`, `client`, `producer`, `consumer`. */
  otelKind?: string;
  startNs?: bigint;
  /** Absent for a span that never ended. */
  endNs?: bigint;
  status: Status;
  attributes: Map<string, JsonValue>;
  events: RawEvent[];
  links?: RawLink[];
  resource?: Map<string, JsonValue>;
  scope?: { name?: string; version?: string };
  dropped?: { attributes?: number; events?: number; links?: number };
  /** The parent lives in another process, so it may legitimately be absent from the dump. */
  remoteParent?: boolean;
  /** The container's record of a whole trace, as a span: it becomes the root where the trace has several roots, or no span at all, and is left out elsewhere. */
  wholeTrace?: boolean;
  place: Place;
}

/** What a container knows of a whole trace beside its spans. */
export interface RawTrace {
  type: 'trace';
  traceId: string;
  state?: 'ok' | 'error' | 'in_progress';
  requestTimeNs?: bigint;
  durationNs?: bigint;
  /** Session the container itself names, and the key it was found under. */
  session?: { id: string; key: string };
  user?: string;
  metadata: Map<string, JsonValue>;
  tags: Map<string, JsonValue>;
  assessments: Assessment[];
  /** Previews or inputs and outputs kept with the trace and not with a span. */
  input?: { value: JsonValue; truncated: boolean };
  output?: { value: JsonValue; truncated: boolean };
  /** Number of spans the trace had when it was written, when the container says so. */
  expectedSpans?: number;
  /** Set for the trace of a scorer itself, which is left out by default. */
  scorerTrace?: string;
  /** What the container cannot hold: `spans`, `text`, `usage` ... */
  lacks?: string[];
  place: Place;
}

/** A log record that carries a message event of a span in another signal. */
export interface RawLog {
  type: 'log';
  traceId: string;
  spanId: string;
  event: RawEvent;
  place: Place;
}

/** What a format plugin gives for a record. */
export type RawItem = RawSpan | RawTrace | RawLog;

export type { JsonObject };
