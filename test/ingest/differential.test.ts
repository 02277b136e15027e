import { Readable } from 'node:stream';
import fc from 'fast-check';
import { pick } from 'stream-json/filters/pick.js';
import { parser } from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { streamValues } from 'stream-json/streamers/stream-values.js';
import { describe, expect, test } from 'vitest';
import { collectText } from './collect.js';

/** stream-json, the parser of record: the values it gives before it stops, and whether it stopped at an error. */
async function streamed(text: string, stages: NodeJS.ReadWriteStream[]): Promise<{ values: unknown[]; failed: boolean }> {
  const values: unknown[] = [];
  const pipeline = [Readable.from([text]), ...stages];
  return new Promise((resolve) => {
    const last = pipeline.reduce((from, to) => from.pipe(to as NodeJS.ReadWriteStream)) as Readable;
    for (const stage of pipeline) stage.on('error', () => resolve({ values, failed: true }));
    last.on('data', ({ value }: { value: unknown }) => values.push(value));
    last.on('end', () => resolve({ values, failed: false }));
  });
}

const lines = (text: string) => streamed(text, [parser.asStream({ jsonStreaming: true }), streamValues.asStream()]);
const elements = (text: string) => streamed(text, [parser.asStream(), streamArray.asStream()]);
const picked = (text: string) => streamed(text, [parser.asStream(), pick.asStream({ filter: 'traces' }), streamArray.asStream()]);

/** Small integers only: large ones become strings here and lose digits there. */
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).filter((value) => !/\d{16}/.test(JSON.stringify(value)));
const object = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'traces', 'a"b', '\\')), json, { maxKeys: 4 });
/** Writes with and without line ends and indentation. */
const written = fc.tuple(object, fc.constantFrom(undefined, 1, 2, '\t')).map(([value, indent]) => JSON.stringify(value, null, indent));
const between = fc.constantFrom('\n', '\r\n', '\n\n', '', ' ', '\n  \n');
const chunk = fc.integer({ min: 1, max: 40 });

const values = async (text: string, size: number, recordArrays: string[] = []) =>
  (await collectText(text, { chunk: size, recordArrays })).records.map(({ value }) => value);

const runs = { numRuns: 150, seed: 7 };
const same = (value: unknown): string => JSON.stringify(value);

describe('the cutter gives what stream-json gives', () => {
  test('on documents and lines one after another', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(written, between), { maxLength: 6 }), chunk, async (parts, size) => {
        const text = parts.flat().join('');
        expect(same(await values(text, size))).toBe(same((await lines(text)).values));
      }),
      runs,
    ));

  test('on the elements of an array', () =>
    fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 6 }), fc.constantFrom(undefined, 2), chunk, async (array, indent, size) => {
        const text = JSON.stringify(array, null, indent);
        expect(same(await values(text, size))).toBe(same((await elements(text)).values));
      }),
      runs,
    ));

  test('on the record array of a document, with the rest of it last', () =>
    fc.assert(
      fc.asyncProperty(object, fc.array(json, { maxLength: 6 }), object, chunk, async (before, traces, after, size) => {
        const document = Object.fromEntries([...Object.entries(before), ...Object.entries(after)].filter(([key]) => key !== 'traces'));
        const text = JSON.stringify({ ...document, traces }, null, 1);
        const found = await values(text, size, ['traces']);
        expect(same(found.slice(0, -1))).toBe(same((await picked(text)).values));
        expect(same(found.at(-1))).toBe(same({ ...(JSON.parse(text) as object), traces: [] }));
      }),
      runs,
    ));

  test('on damaged arrays, up to the damage', () =>
    fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 5 }), fc.nat(), fc.constantFrom('', '"', '}', ']', '{', 'x', '\n', ','), chunk, async (array, place, insert, size) => {
        const text = JSON.stringify(array);
        const at = place % text.length;
        const broken = Buffer.from(text.slice(0, at) + insert + text.slice(at + 1)).toString();
        const reference = await elements(broken);
        const found = await collectText(broken, { chunk: size, recordArrays: [] });
        const cut = found.records.filter(({ within }) => within === '').map(({ value }) => value);
        // Damage before the array starts leaves no array at all.
        if (at > 0) expect(same(cut.slice(0, reference.values.length))).toBe(same(reference.values));
        if (reference.failed) expect(found.diagnostics.length).toBeGreaterThan(0);
      }),
      { ...runs, numRuns: 400 },
    ));
});

describe('whatever the bytes', () => {
  const hostile = fc.array(fc.oneof(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', ' ', '1', 'tru', '{"a":', '"traces":[', '\u0000', '\ufeff', 'é'), written), { maxLength: 30 }).map((parts) => parts.join(''));

  test('chunks may end anywhere', () =>
    fc.assert(
      fc.asyncProperty(hostile, chunk, async (text, size) => {
        expect(await collectText(text, { chunk: size })).toEqual(await collectText(text));
      }),
      { ...runs, numRuns: 500 },
    ));

  test('records point to the bytes they were made from', () =>
    fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { records } = await collectText(text, { recordArrays: [] });
        for (const { value, place } of records) {
          expect(same(JSON.parse(Buffer.from(text).subarray(place.offset, place.offset + place.length).toString()))).toBe(same(value));
        }
      }),
      { ...runs, numRuns: 300 },
    ));

  test('records come in order and do not overlap', () =>
    fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { records } = await collectText(text, { recordArrays: [] });
        const ends = records.map(({ place }) => place.offset + place.length);
        for (const [i, { place }] of records.entries()) expect(place.offset).toBeGreaterThanOrEqual(ends[i - 1] ?? 0);
      }),
      runs,
    ));

  const badLine = fc.oneof(
    fc.constantFrom('', '   ', 'oops', '{', '[', '{"x":', '{"x":"', '{"x":[1,', '{"x":[{"y":1},', '[1,', '{"x" 1}', '{"x":nul}', "{'x':1}", '"', '\\', ':'),
    written.map((line) => line.replaceAll(/\s/g, ' ')).chain((line) => fc.nat({ max: Math.max(line.length - 1, 0) }).map((end) => line.slice(0, end))),
  );

  // A line that only closes is kept apart from lines that open: together they may make a valid document of the good line between them.
  const closing = fc.constantFrom('', 'oops', '}', ']', ']}', '},', '],', '"', ':1}');
  const badLines = fc.oneof(fc.array(badLine, { maxLength: 8 }), fc.array(closing, { maxLength: 8 }));

  test('blank and bad lines never lose a good one', () =>
    fc.assert(
      fc.asyncProperty(badLines, chunk, async (bad, size) => {
        const good = bad.map((_, i) => ({ good: i }));
        const text = bad.map((line, i) => `${line}\n${JSON.stringify(good[i])}\n`).join('');
        const found = (await collectText(text, { chunk: size, recordArrays: [] })).records.map(({ value }) => same(value));
        expect(found.filter((line) => line.startsWith('{"good"'))).toEqual(good.map(same));
      }),
      { ...runs, numRuns: 500 },
    ));
});
