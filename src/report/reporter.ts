import type { AnalysisReport } from './analysis-report.js';

/** Turns an analysis into text, piece by piece. Pure: no files, no clock. */
export interface ReporterPlugin {
  apiVersion: 1;
  /** Name as given to `--format` and `--out`: `json`. */
  id: string;
  title: string;
  /** Yields the text of the report in pieces, to be written in order. */
  render(report: AnalysisReport, options: ReporterOptions): Iterable<string>;
}

/** What the place of output can show. */
export interface ReporterOptions {
  colour: boolean;
  /** Width in columns; 80 where there is no terminal. */
  width: number;
}
