import type { Diagnostic } from '../model/index.js';
import type { Issue } from '../util/issues.js';
import { casesSchema } from './case-schema.js';
import { describe, readDocument } from './document.js';
import { isFile } from './load-folders.js';

/** What is wrong with the files beside a rule, and what is missing. */
export interface Beside {
  issues: Issue[];
  notes: Diagnostic[];
}

/** The page and the cases of a rule stand beside it. */
export function besides(file: string): { page: string; cases: string } {
  const stem = file.replace(/\.json$/, '');
  return { page: `${stem}.md`, cases: `${stem}.cases.json` };
}

/** A rule without page or cases works, so what is missing is a note; cases that nobody can run are a mistake. */
export async function checkBeside(id: string, file: string): Promise<Beside> {
  const { page, cases } = besides(file);
  const notes: Diagnostic[] = [];
  if (!(await isFile(page))) notes.push(note('rule-without-page', `the rule ${id} has no page: write in ${page} what it finds, why that matters and what to do`));
  if (await isFile(cases)) return { issues: await casesIssues(cases), notes };
  notes.push(note('rule-without-cases', `the rule ${id} has no cases, so nothing shows that it works: write in ${cases} sessions on which it fires and on which it stays silent`));
  return { issues: [], notes };
}

const note = (code: string, message: string): Diagnostic => ({ code, level: 'warning', message });

async function casesIssues(cases: string): Promise<Issue[]> {
  const read = await readDocument(cases, casesSchema);
  return 'issues' in read ? [{ pointer: '', message: `its cases ${cases} are wrong: ${describe(read.issues)}` }] : [];
}
