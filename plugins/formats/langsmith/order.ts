import type { JsonValue } from '../../../src/plugin.js';
import { textOf } from './names.js';

const idTail = /^\d{8}T\d{6,18}Z(.+)$/;

/** The ids in a `dotted_order`, from the root down: each part is a time and the id of a run. */
function path(run: JsonValue): string[] {
  const parts = (textOf(run, 'dotted_order') ?? '').split('.');
  return parts.flatMap((part) => idTail.exec(part)?.[1] ?? []);
}

/** Id of the parent: as stated, else the last but one in the path. */
export function parentOf(run: JsonValue): string | undefined {
  return textOf(run, 'parent_run_id') ?? path(run).at(-2);
}

/**
 * Id of the trace, which is that of the root run: as stated, else the first in the path, else that of the run it stands in, else its own when nothing
 * says that it has a parent.
 */
export function traceOf(run: JsonValue, above: string | undefined): string | undefined {
  return textOf(run, 'trace_id') ?? path(run).at(0) ?? above ?? (parentOf(run) === undefined ? textOf(run, 'id') : undefined);
}
