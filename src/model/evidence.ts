/** Where a record stands in a dump. */
export interface Place {
  /** The path as it was named, with the inner name for compressed files (`dump.jsonl.gz`); `<stdin>` for standard input. */
  file: string;
  /** Number of the record in its file, counted from 1. */
  record: number;
  /** Byte offset of the record in the decompressed file. */
  offset: number;
  /** Length of the record in bytes. */
  length: number;
  /** JSON pointer of a value inside the record. */
  pointer?: string;
}

/** What shows that something is so: a place in the dump, with a short excerpt. */
export interface Evidence {
  /** What this is, in plain words: `retrieved document`, `tool result`, `user message`. */
  what: string;
  /** Turn of the session, counted from 1. */
  turn?: number;
  traceId?: string;
  spanId?: string;
  spanName?: string;
  /** Name of the attribute (or event) of the span that holds the text. */
  attribute?: string;
  place?: Place;
  /** Short excerpt of the text, as recorded. */
  excerpt?: string;
  /** First and last-plus-one character of the part of the text that matters. */
  range?: [start: number, end: number];
}
