import type { CompletenessItem, Session } from '../../model/index.js';
import { sessionRow } from '../../report/session-row.js';
import { renderCompleteness } from '../../report/terminal-completeness.js';
import { renderSessions } from '../../report/terminal-sessions.js';
import { analyzeDumps } from '../analysis.js';
import type { CommandContext } from '../command.js';
import { readDumps, refuseUnreadable, tellDiagnostics } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { outputFormat } from '../output-format.js';
import { jsonArray, jsonLines } from '../rows.js';

/** Lists the sessions of dumps; with `--findings`, how many findings each has. */
export async function run(context: CommandContext): Promise<number> {
  const { io, options, terminal } = context;
  const format = outputFormat(options.format);
  const listed = options.findings ? await withFindings(context) : await withoutFindings(context);
  if ('exitCode' in listed) return listed.exitCode;
  const { sessions, findings, completeness } = listed;
  const rows = sessions.map((session) => sessionRow(session, findings === undefined ? undefined : (findings.get(session.id) ?? 0)));
  if (format !== 'terminal') await print(io.stdout, format === 'json' ? jsonArray(rows) : jsonLines(rows));
  else {
    await print(io.stdout, renderSessions(sessions, terminal.style, terminal.tableWidth, findings));
    await print(io.stdout, renderCompleteness(completeness, terminal.style, terminal.width));
  }
  return exitCodes.clear;
}

type Listed = { sessions: readonly Session[]; completeness: readonly CompletenessItem[]; findings?: Map<string, number> } | { exitCode: number };

async function withoutFindings(context: CommandContext): Promise<Listed> {
  const read = await readDumps(context, context.args);
  return 'exitCode' in read ? read : read.dump;
}

async function withFindings(context: CommandContext): Promise<Listed> {
  const report = await analyzeDumps(context);
  const exitCode = await refuseUnreadable(context, report);
  if (exitCode !== undefined) return { exitCode };
  await tellDiagnostics(context, report.diagnostics);
  const findings = new Map<string, number>();
  for (const { session } of report.findings) findings.set(session, (findings.get(session) ?? 0) + 1);
  return { sessions: report.sessions, completeness: report.completeness, findings };
}
