import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';
import { wellFormed } from '../../src/util/well-formed.js';

/*
 * Long texts of characters outside the basic plane, at even and odd places, give evidence that any reader of UTF-8 accepts.
 */

const temporary = mkdtempSync(join(tmpdir(), 'backturn-well-formed-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });

function span(id: number, parent: number | undefined, name: string, attributes: ReturnType<typeof attribute>[], failed = false): object {
  const times = { startTimeUnixNano: `176000000000000000${id}`, endTimeUnixNano: `176000000100000000${9 - id}` };
  const ids = { traceId: '1'.repeat(32), spanId: `${id}`.repeat(16), parentSpanId: parent === undefined ? '' : `${parent}`.repeat(16) };
  return { ...ids, ...times, name, attributes, status: failed ? { code: 2, message: `HTTP 500 ${'😀'.repeat(300)}` } : {} };
}

function dump(lead: string): string {
  const answer = `Done! ${lead}${'😀'.repeat(400)} The order is cancelled.`;
  const root = span(1, undefined, 'agent', [attribute('openinference.span.kind', 'AGENT'), attribute('input.value', `Cancel it ${lead}${'🙏'.repeat(300)}`), attribute('output.value', answer)]);
  const tool = span(2, 1, 'cancel', [attribute('openinference.span.kind', 'TOOL'), attribute('tool.name', 'cancel'), attribute('output.value', `${lead}${'😱'.repeat(300)}`)], true);
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [root, tool] }] }] });
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) yield* strings(member);
}

describe('the findings of a report', () => {
  it.each([['even', ''], ['odd', 'x']])('hold well-formed texts only, with characters at %s places', async (name, lead) => {
    const file = join(temporary, `${name}.jsonl`);
    writeFileSync(file, dump(lead));
    const { findings } = await analyze({ dumps: [file] });
    const texts = [...strings(findings)];
    expect(texts.some((text) => text.includes('😀'))).toBe(true);
    expect(texts.filter((text) => text !== wellFormed(text))).toEqual([]);
  });
});
