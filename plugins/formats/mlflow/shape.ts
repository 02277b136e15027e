import type { JsonValue } from '../../../src/plugin.js';
import type { Part } from './parts.js';

/** One way in which MLflow traces lie in a file. */
export interface Shape {
  /** For people. */
  title: string;
  score: number;
  /** What shows that a value has this shape, or `undefined`. Looks at keys only. */
  test(value: JsonValue): string | undefined;
  /** Cuts the value into traces. `pointer` is where the value stands in the record. */
  parts(value: JsonValue, pointer: string): Iterable<Part>;
}
