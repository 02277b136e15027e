import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../../plugins/formats/index.js';
import { createAdapter } from '../../../../src/adapt/registry.js';
import { parseJson, type FormatPlugin, type JsonValue } from '../../../../src/plugin.js';
import { place } from '../read-with.js';
import { survived } from './damage.js';

const ids = ['openai-agents', 'braintrust', 'atif', 'claude-code', 'codex'] as const;
const adapter = createAdapter(formats, []);
const formatOf = (id: string): FormatPlugin => formats.find((format) => format.id === id) ?? expect.fail(`no format "${id}"`);
const filesIn = (folder: string): string[] => readdirSync(folder).filter((name) => /\.jsonl?$/.test(name)).map((name) => `${folder}/${name}`);

function recordsOf(file: string): JsonValue[] {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? readable(text) : text.split('\n').flatMap(readable);
}

/** Some fixtures are damaged on purpose. */
function readable(text: string): JsonValue[] {
  try {
    return [parseJson(text)];
  } catch {
    return [];
  }
}

describe.each(ids)('the format %s', (id) => {
  const records = filesIn(`test/fixtures/${id}`).flatMap(recordsOf);

  it('takes every record of its own, before any other format', () => {
    const takers = records.map((value) => adapter.recognise({ value, place })?.format.id);
    expect(new Set(takers)).toEqual(new Set([id]));
  });

  it('leaves the records of other formats alone', () => {
    const fixtures = readdirSync('test/fixtures').filter((other) => other !== id).map((other) => `test/fixtures/${other}`);
    const others = [...fixtures, 'samples/planted', 'samples/good/same-conversation'];
    const taken = others.flatMap(filesIn).flatMap((file) => (recordsOf(file).some((value) => formatOf(id).recognise(value, {}) !== undefined) ? [file] : []));
    expect(taken).toEqual([]);
  });

  it('never throws on odd input', () => {
    const different = new Map(records.map((record) => [JSON.stringify(Object.keys(record ?? {})), record]));
    for (const record of [...different.values()].slice(0, 8)) expect(survived(formatOf(id), record)).toBeGreaterThan(100);
  });
});
