import type { FormatPlugin } from '../../src/plugin.js';
import mlflow from './mlflow/index.js';
import otlp from './otlp/index.js';

/** Formats that ship. Where two are equally sure of a record, the first is taken. */
export const formats: readonly FormatPlugin[] = [mlflow, otlp];
