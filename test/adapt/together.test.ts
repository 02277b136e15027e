import { describe, expect, it } from 'vitest';
import { createAdapter } from '../../src/adapt/registry.js';
import type { FormatPlugin, RawItem, RawRecord } from '../../src/plugin.js';
import { readDump } from '../../src/index.js';

const span = (id: string, place: RawRecord['place']): RawItem => ({ type: 'span', traceId: 't', spanId: id, name: id, status: { code: 'unset' }, attributes: new Map(), events: [], place });
const format = (readTogether: FormatPlugin['readTogether']): FormatPlugin => ({ apiVersion: 1, id: 'x', title: 'x', recognise: () => ({ score: 1, shape: 'x', because: 'x' }), read: () => [], readTogether });

describe('a format that reads its records together', () => {
  it('is given all of them once, in the order of files and records', async () => {
    const calls: string[][] = [];
    const plugin = format((records) => {
      calls.push(records.map(({ place }) => `${place.file.split('/').at(-1) ?? ''}:${place.record}`));
      return records.slice(0, 1).map(({ place }) => span('a', place));
    });
    const { sessions } = await readDump({ dumps: ['test/fixtures/codex/reduced.jsonl', 'test/fixtures/claude-code/reduced.jsonl'], formats: [plugin] });
    expect(calls).toEqual([[1, 2, 3, 4].map((record) => `reduced.jsonl:${record}`).flatMap((place) => [place]).concat([1, 2, 3, 4].map((record) => `reduced.jsonl:${record}`))]);
    expect(sessions.map(({ turns }) => turns.length)).toEqual([1]);
  });

  it('that throws costs what it had not given yet, and says so', () => {
    const place = { file: 'f', record: 1, offset: 0, length: 1 };
    const notes: string[] = [];
    const plugin = format(function* () {
      yield span('a', place);
      throw new Error('broken');
    });
    const items = [...createAdapter([plugin], []).readTogether(plugin, [{ value: {}, place }], (code) => notes.push(code))];
    expect([items.length, notes]).toEqual([1, ['plugin-failed']]);
  });
});
