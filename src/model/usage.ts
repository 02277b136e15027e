/** Token counts of one model call. Unknown counts are absent, never 0. */
export interface Usage {
  /** All input tokens, those read from and written to a cache included. */
  input?: number;
  output?: number;
  /** The total as recorded; it may differ from input + output. */
  total?: number;
  /** Input tokens read from a cache; part of `input`. */
  cacheRead?: number;
  /** Input tokens written to a cache; part of `input`. */
  cacheWrite?: number;
  /** Output tokens spent on reasoning; part of `output`. */
  reasoning?: number;
}

/** Cost in US dollars, as recorded. */
export interface Cost {
  input?: number;
  output?: number;
  total?: number;
}
