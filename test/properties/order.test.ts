import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze, readDump } from '../../src/index.js';

/*
 * The same records give the same findings, in the same order, to the byte, however they are spread over files. Only what names a place in a file may differ.
 */

const samples = ['samples/planted', 'samples/good', 'samples/good/same-conversation'];
const temporary = mkdtempSync(join(tmpdir(), 'backturn-order-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A call whose messages are log records of one time, each in a record of its own, beside a second export of the call. */
const tied = (() => {
  const ids = { traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8) };
  const call = { ...ids, name: 'chat', startTimeUnixNano: '1760000000000000000', endTimeUnixNano: '1760000001000000000', attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }] };
  const says = (role: string, content: string) => ({ ...ids, timeUnixNano: '1760000000000000000', eventName: `gen_ai.${role}.message`, body: { kvlistValue: { values: [{ key: 'content', value: { stringValue: content } }] } } });
  const log = (...logRecords: unknown[]) => ({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  const span = (...attributes: unknown[]) => ({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...call, attributes: [...call.attributes, ...attributes] }] }] }] });
  const more = { key: 'gen_ai.request.model', value: { stringValue: 'small' } };
  return [span(), span(more), log(says('user', 'Which of these?')), log(says('user', 'And that one?')), log(says('system', 'Be brief.'), says('assistant', 'Before.'))].map((record) => JSON.stringify(record));
})();

/** Every record of the samples, as one line of JSON. */
const recorded = samples.flatMap((folder) => readdirSync(folder).filter((name) => /\.jsonl?$/u.test(name)).flatMap((name) => recordsOf(readFileSync(join(folder, name), 'utf8'))));
const records = [...recorded, ...tied];

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

  it('keeps the order in which one record lists the messages of a call', async () => {
    const folder = mkdtempSync(join(temporary, 'logs-'));
    writeFileSync(join(folder, 'a.jsonl'), tied.join('\n'));
    const { sessions } = await readDump({ dumps: [folder] });
    const messages = sessions.flatMap((session) => session.turns.flatMap((turn) => turn.spans.flatMap((span) => span.inputMessages ?? [])));
    expect(messages.map(({ role }) => role).join(' ')).toMatch(/system assistant/u);
    expect(messages).toHaveLength(4);
  });
});
