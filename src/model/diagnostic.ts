import type { Place } from './evidence.js';

/** A note about the dump, a pack or a plugin: not about the agent. */
export interface Diagnostic {
  /** Stable code in kebab case, such as `record-not-json`. */
  code: string;
  level: 'error' | 'warning' | 'note';
  /** What happened, and what to do next where something can be done. */
  message: string;
  place?: Place;
}

/** One thing that the dump lacks, with what it means for the findings. */
export interface CompletenessItem {
  /** Stable code in kebab case, such as `missing-parent`. */
  code: string;
  title: string;
  count: number;
  /** What this means for the findings. */
  meaning: string;
  example?: { traceId?: string; spanId?: string; place?: Place; text?: string };
}
