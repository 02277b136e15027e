import type { Session } from '../model/index.js';
import { formatDuration, shortTime } from '../util/duration.js';
import { counted, groupDigits } from '../util/numbers.js';
import { headline, oneLine } from '../util/safe-text.js';
import { sessionRow, type SessionRow } from './session-row.js';
import type { Style } from './terminal-style.js';
import { table, type Cell, type Column } from './terminal-table.js';

/** A table of sessions. `findings` holds the number of findings by session; without it there is no such column. */
export function* renderSessions(sessions: readonly Session[], style: Style, width: number, findings?: ReadonlyMap<string, number>): Generator<string> {
  if (sessions.length === 0) return yield 'No sessions.\n';
  const rows = sessions.map((session) => sessionRow(session, findings === undefined ? undefined : (findings.get(session.id) ?? 0)));
  yield* table(columns(findings !== undefined), rows.map((row) => cells(row, style)), style, width);
  yield* reasons(rows, style, width);
}

function columns(withFindings: boolean): Column[] {
  const right = (title: string): Column => ({ title, align: 'right' });
  return [
    { title: 'session', flexible: true },
    ...['turns', 'spans', 'errors'].map(right),
    ...(withFindings ? [right('findings')] : []),
    right('tokens in'),
    right('out'),
    right('took'),
    { title: 'started (UTC)' },
  ];
}

function cells(row: SessionRow, style: Style): Cell[] {
  const paint = row.errors > 0 ? style.bad : style.quiet;
  return [
    row.session,
    groupDigits(row.turns),
    groupDigits(row.spans),
    { text: groupDigits(row.errors), paint },
    ...(row.findings === undefined ? [] : [{ text: groupDigits(row.findings), paint: row.findings > 0 ? style.warn : style.quiet }]),
    row.inputTokens === undefined ? '–' : groupDigits(row.inputTokens),
    row.outputTokens === undefined ? '–' : groupDigits(row.outputTokens),
    row.durationMs === undefined ? '–' : formatDuration(row.durationMs),
    row.startTime === undefined ? '–' : shortTime(row.startTime),
  ];
}

/** Why traces were put together: said once for each way, since most sessions of a dump share one. */
function* reasons(rows: readonly SessionRow[], style: Style, width: number): Generator<string> {
  const counts = new Map<string, { count: number; example: SessionRow }>();
  for (const row of rows) {
    const known = counts.get(row.key);
    if (known === undefined) counts.set(row.key, { count: 1, example: row });
    else known.count += 1;
  }
  yield `\n${style.quiet('What makes a session here:')}\n`;
  for (const [key, { count, example }] of counts) {
    const name = example.reason.includes(key) ? '' : ` (${key})`;
    const text = `${counted(count, 'session')}: ${oneLine(example.reason)}${name}`;
    yield `  ${style.quiet(headline(text, width - 2))}\n`;
  }
}
