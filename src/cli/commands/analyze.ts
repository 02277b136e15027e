import type { AnalysisReport } from '../../report/analysis-report.js';
import { builtin } from '../../builtin.js';
import type { ReporterOptions, ReporterPlugin } from '../../report/reporter.js';
import { verdict } from '../../report/terminal-summary.js';
import { safeText } from '../../util/safe-text.js';
import { analyzeDumps } from '../analysis.js';
import type { CommandContext } from '../command.js';
import { refuseUnreadable, tellDiagnostics } from '../dumps.js';
import { exitCodes } from '../exit-codes.js';
import { print } from '../io.js';
import { writeReport } from '../output-file.js';
import { unknownFormat } from '../output-format.js';

/** Runs the rule packs, writes the reports that were asked for, and lets the gate decide. */
export async function run(context: CommandContext): Promise<number> {
  const { io, options, terminal } = context;
  const reporter = reporterFor('--format', options.format);
  const files = options.out.map(({ format, file }) => ({ file, reporter: reporterFor('--out', format) }));
  const report = await analyzeDumps(context);
  const refused = await refuseUnreadable(context, report);
  if (refused !== undefined) return refused;
  for (const { file, reporter: each } of files) await writeReport(file, each.render(report, { colour: false, width: 80 }));
  await print(io.stdout, reporter.render(report, reporterOptions(context)));
  if (reporter.id !== 'terminal') await tellResult(context, report);
  else if (!io.isTTY && io.stderrIsTTY === true && !options.quiet) await io.stderr.write(`${verdict(report.gate, terminal.errorStyle)}\n`);
  return exitCode(report);
}

function reporterFor(option: string, id: string): ReporterPlugin {
  const found = builtin.reporters.find((reporter) => reporter.id === id);
  if (found === undefined) throw unknownFormat(option, id, builtin.reporters.map((reporter) => reporter.id));
  return found;
}

const reporterOptions = ({ terminal }: CommandContext): ReporterOptions => ({ colour: terminal.style.colour, width: terminal.width });

/** What reports for programs leave unsaid to the person who waits. */
async function tellResult(context: CommandContext, report: AnalysisReport): Promise<void> {
  const { io, options, terminal } = context;
  await tellDiagnostics(context, report.diagnostics);
  for (const { rule, file, reason } of report.rules.notLoaded) {
    await io.stderr.write(`${terminal.errorStyle.bad('rule not loaded')} ${safeText(`${rule} (${file}): ${reason}`)}\n`);
  }
  if (!options.quiet) await io.stderr.write(`${verdict(report.gate, terminal.errorStyle)}\n`);
}

/** A failed gate says more than a broken rule beside it; a broken rule must not pass for a clear run. */
export function exitCode({ gate, rules }: AnalysisReport): number {
  if (gate.verdict === 'failed') return exitCodes.gateFailed;
  if (rules.notLoaded.length > 0) return exitCodes.rulesInvalid;
  return gate.verdict === 'incomplete' ? exitCodes.incomplete : exitCodes.clear;
}
