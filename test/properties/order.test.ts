import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

/*
 * The same records give the same findings, in the same order, to the byte, however they are spread over files. Only what names a place in a file may differ.
 */

const samples = ['samples/planted', 'samples/good', 'samples/good/same-conversation'];
const temporary = mkdtempSync(join(tmpdir(), 'backturn-order-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Every record of the samples, as one line of JSON. */
const records = samples.flatMap((folder) => readdirSync(folder).filter((name) => /\.jsonl?$/u.test(name)).flatMap((name) => recordsOf(readFileSync(join(folder, name), 'utf8'))));

function recordsOf(text: string): string[] {
  const lines = text.trim().split('\n');
  if (lines.length > 1 && lines.every((line) => line.startsWith('{') && line.endsWith('}'))) return lines;
  // Numbers of 16 digits and more keep their digits only when the text is taken apart without parsing them.
  const quoted = JSON.parse(text.replace(/(?<=[:[,\s])(\d{16,})(?=[,\s\]}])/gu, '"$1"')) as { traces?: unknown[] };
  return (quoted.traces ?? [quoted]).map((record) => JSON.stringify(record));
}

/** Writes the records to files as said, and gives the report without places. */
async function reportOf(parts: readonly (readonly string[])[], names: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(temporary, 'dump-'));
  parts.forEach((lines, index) => {
    if (lines.length > 0) writeFileSync(join(folder, names[index] ?? `part-${index}`), `${lines.join('\n')}\n`);
  });
  const { findings, outcomes, notEvaluated, completeness, sessions, gate } = await analyze({ dumps: [folder] });
  const rows = sessions.map((session) => [session.id, session.key, session.turns.map((turn) => [turn.number, turn.traceId, turn.input?.text, turn.output?.text, turn.status, turn.usage])]);
  return JSON.stringify([findings, outcomes, notEvaluated, completeness, gate, rows], (key, value: unknown) => (key === 'place' ? undefined : value), 1);
}

describe('the order of records and files', () => {
  it('changes nothing', async () => {
    mkdirSync(temporary, { recursive: true });
    expect(records.length).toBeGreaterThan(30);
    const expected = await reportOf([records], ['all.jsonl']);
    expect(JSON.parse(expected)[0].length).toBeGreaterThan(8);
    const everywhere = fc.tuple(
      fc.shuffledSubarray(records, { minLength: records.length }),
      fc.array(fc.nat(3), { minLength: records.length, maxLength: records.length }),
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.(?:json|jsonl|log|dump)$/u), { minLength: 4, maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(everywhere, async ([shuffled, homes, names]) => {
        const parts = [0, 1, 2, 3].map((part) => shuffled.filter((_, index) => homes[index] === part));
        expect(await reportOf(parts, names)).toBe(expected);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
