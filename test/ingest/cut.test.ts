import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/index.js';
import { bytesAt, collectText } from './collect.js';

interface Case {
  name: string;
  input: string;
  /** Values with where they were cut from: `[value, within]`. */
  records: [JsonValue, string?][];
  /** Codes of diagnostics, with offset and length where they have a place. */
  told?: string[];
  limits?: { depth?: number; recordBytes?: number };
}

const a = { a: 1 };
const b = { b: 2 };
const c = { c: 3 };
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const whole: Case[] = [
  { name: 'one line is one record', input: '{"a":1}', records: [[a]] },
  { name: 'lines are records, whatever their line ends', input: '{"a":1}\n{"b":2}\r\n{"c":3}', records: [[a], [b], [c]] },
  { name: 'blank lines hold nothing', input: '\n\n{"a":1}\n   \n\t\n{"b":2}\n\n', records: [[a], [b]] },
  { name: 'a pretty-printed document is one record', input: '{\n  "a": 1\n}\n', records: [[a]] },
  { name: 'pretty-printed documents stand one after another', input: '{\n  "a": 1\n}\n{\n  "b": 2\n}\n', records: [[a], [b]] },
  { name: 'documents need nothing between them', input: '{"a":1}{"b":2} {"c":3}', records: [[a], [b], [c]] },
  { name: 'elements of a top-level array are records', input: '[{"a":1}, {"b":2},\n{"c":3}]', records: [[a, ''], [b, ''], [c, '']] },
  { name: 'arrays in an array are records', input: '[[{"a":1}],[]]', records: [[[a], ''], [[], '']] },
  { name: 'scalars in an array are records', input: '[1, "x]", null,true]', records: [[1, ''], ['x]', ''], [null, ''], [true, '']] },
  { name: 'an empty array holds none, and a document may follow', input: '[ ]\n{"a":1}', records: [[a]] },
  { name: 'a line with a record array stays whole', input: '{"traces":[{"a":1}]}\n{"traces":[]}\n', records: [[{ traces: [a] }], [{ traces: [] }]] },
  {
    name: 'the record array of a document is cut, and the rest comes last',
    input: '{\n "x": {"traces": [7]},\n "traces": [\n  {"a":1},\n  {"b":2}\n ],\n "next": null\n}',
    records: [[a, '/traces'], [b, '/traces'], [{ x: { traces: [7] }, traces: [], next: null }]],
  },
  {
    name: 'two record arrays of one document are both cut',
    input: '{"traces":\n[{"a":1}],"spans":[{"b":2}, {"c":3}]}',
    records: [[a, '/traces'], [b, '/spans'], [c, '/spans'], [{ traces: [], spans: [] }]],
  },
  { name: 'a key with escapes names the same array', input: '{\n"tr\\u0061ces":[{"a":1}]}', records: [[a, '/traces'], [{ traces: [] }]] },
  { name: 'a record array that is no array stays', input: '{\n"traces": {"a":1}}', records: [[{ traces: a }]] },
  { name: 'brackets and quotes inside strings are text', input: '{\n"a":"}]\\"{[","b":"\\\\"}', records: [[{ a: '}]"{[', b: '\\' }]] },
  { name: 'a text sequence has separators', input: '\x1e{"a":1}\n\x1e{"b":2}\n', records: [[a], [b]] },
  { name: 'the last of two equal keys wins', input: '{"a":0,"a":1}', records: [[a]] },
  { name: 'halves of characters that stand alone are replaced', input: '{"a":"\\ud800"}', records: [[{ a: '\ufffd' }]] },
  { name: 'integers of 16 digits and more keep every digit', input: '{"t":1700000000000000123}', records: [[{ t: '1700000000000000123' }]] },
  { name: 'commas between lines are told of once', input: '{"a":1},\n{"b":2},\n{"c":3}\n', records: [[a], [b], [c]], told: ['stray-bytes 7+1'] },
  { name: 'a block of NUL between lines is told of', input: '{"a":1}\n\0\0\0{"b":2}\n', records: [[a], [b]], told: ['stray-bytes 8+1'] },
  { name: 'a lone value on a line is a record', input: '12\n"x"\nnull\n{"a":1}', records: [[12], ['x'], [null], [a]] },
  { name: 'an object after the text of a logger is read', input: 'INFO 12:00 spans {"a":1}\n', records: [[a]] },
];

const damaged: Case[] = [
  { name: 'a bad line is told of and the next is read', input: '{"a":1}\noops\n{"b":2}', records: [[a], [b]], told: ['record-not-json 8+4'] },
  { name: 'a bad word spoils its record only', input: '{"a":1}\n{"x":nul}\n{"b":2}', records: [[a], [b]], told: ['record-not-json 8+9'] },
  { name: 'a string without end stops at its line', input: '{"x":"y\n{"a":1}\n', records: [[a]], told: ['record-not-json 0+8'] },
  { name: 'a cut line does not swallow the next', input: '{"x":{"y":1\n{"a":1}\n{"b":2}\n', records: [[a], [b]], told: ['record-not-json 0+12'] },
  { name: 'a line cut after a comma in an array does not swallow the next', input: '{"x":[1,\n{"a":1}\n{"b":2}\n', records: [[a], [b]], told: ['record-not-json 0+9'] },
  { name: 'many cut lines in a row swallow none', input: '{"x":[1,\n'.repeat(40) + '{"a":1}\n{"b":2}\n', records: [[a], [b]], told: Array.from({ length: 40 }, (_, i) => `record-not-json ${i * 9}+9`) },
  { name: 'a line cut at the end of the file is truncated', input: '{"a":1}\n{"b":', records: [[a]], told: ['truncated 8+5'] },
  { name: 'a cut line before the last line is not taken for the end', input: '{"x":[1,\n{"a":1}', records: [[a]], told: ['record-not-json 0+9'] },
  { name: 'a truncated document keeps its good records', input: '{\n"traces": [\n  {"a":1},\n  {"b":', records: [[a, '/traces']], told: ['truncated 27+5'] },
  { name: 'an array without its end keeps its records', input: '[{"a":1},{"b":2}', records: [[a, ''], [b, '']], told: ['truncated 16+0'] },
  { name: 'a bad element of an array is passed over', input: '[{"a":1},{"x" 1},{"b":2}]', records: [[a, ''], [b, '']], told: ['record-not-json 9+7'] },
  { name: 'an element without its bracket is passed over', input: '[{"a":1},{"x":[1},{"b":2}]', records: [[a, ''], [b, '']], told: ['record-not-json 9+8'] },
  { name: 'a bad word in an element spoils that element', input: '[{"a":1},{"x":NaN},{"b":2}]', records: [[a, ''], [b, '']], told: ['record-not-json 9+9'] },
  { name: 'an element cut in its line gives way to the next line', input: '[\n  {"a":1},\n  {"x":"y\n  {"b":2},\n  {"c":3}\n]', records: [[a, ''], [b, ''], [c, '']], told: ['record-not-json 15+10'] },
  { name: 'a missing comma between elements costs neither', input: '[{"a":1} {"b":2}]', records: [[a, ''], [b, '']], told: ['record-not-json 9+0'] },
  { name: 'a comma before the end of an array is told of', input: '[{"a":1},]', records: [[a, '']], told: ['record-not-json 9+0'] },
  { name: 'an array cut in a line gives way to the next line', input: '[{"a":1},{"x":\n{"b":2}\n{"c":3}\n', records: [[a, ''], [b], [c]], told: ['record-not-json 9+6'] },
  { name: 'a broken pretty-printed document gives way to the next', input: '{\n  "x": {\n    "y": 1\n}\n{\n  "a": 1\n}\n', records: [[a]], told: ['record-not-json 0+24'] },
  { name: 'the closing brackets of a broken document are part of it', input: '{\n  "x": [1 2]\n  }\n}\n]\n{"a":1}\n', records: [[a]], told: ['record-not-json 0+18'] },
  { name: 'a raw control character spoils its record', input: '{"x":"\0"}\n{"a":1}', records: [[a]], told: ['record-not-json 0+9'] },
  { name: 'a record that is too deep is passed over', input: `{"x":${deep(5)}}\n{"a":1}`, limits: { depth: 4 }, records: [[a]], told: ['too-deep 0+16'] },
  { name: 'an element that is too deep is passed over', input: `[${deep(5)},{"a":1}]`, limits: { depth: 4 }, records: [[a, '']], told: ['too-deep 1+10'] },
  { name: 'a record that is too large is passed over', input: `{"x":"${'y'.repeat(50)}"}\n{"a":1}`, limits: { recordBytes: 20 }, records: [[a]], told: ['record-too-large 0+58'] },
  { name: 'an element that is too large is passed over', input: `[{"x":"${'y'.repeat(50)}"},{"a":1}]`, limits: { recordBytes: 20 }, records: [[a, '']], told: ['record-too-large 1+58'] },
  { name: 'a document may be larger than a record', input: `{\n"traces":[${'{"a":1},'.repeat(20)}{"b":2}]}`, limits: { recordBytes: 40 }, records: [...Array.from({ length: 20 }, (): [JsonValue, string] => [a, '/traces']), [b, '/traces'], [{ traces: [] }]] },
];

const csv: Case[] = [
  { name: 'rows of CSV are objects of texts', input: 'trace_id,trace\nt1,"{""a"":1}"\nt2,x\n', records: [[{ trace_id: 't1', trace: '{"a":1}' }], [{ trace_id: 't2', trace: 'x' }]] },
  { name: 'a cell may hold line ends', input: 'id,text\r\n1,"a\r\nb"\r\n2,c\r\n', records: [[{ id: '1', text: 'a\r\nb' }], [{ id: '2', text: 'c' }]] },
  { name: 'semicolons separate, too', input: 'id;text\n1;a,b\n', records: [[{ id: '1', text: 'a,b' }]] },
  { name: 'the index column of pandas has no name', input: ',id,text\n0,x,y\n', records: [[{ '': '0', id: 'x', text: 'y' }]] },
  { name: 'a row of another width is told of', input: 'id,text\n1,a\n2\n3,c\n', records: [[{ id: '1', text: 'a' }], [{ id: '3', text: 'c' }]], told: ['record-not-json 12+1'] },
  { name: 'a stray quote costs its own row only', input: 'id,text\n1,a\n2,"b\n3,c\n4,d\n', records: [[{ id: '1', text: 'a' }], [{ id: '3', text: 'c' }], [{ id: '4', text: 'd' }]], told: ['record-not-json 12+4'] },
  { name: 'a column may be called __proto__', input: 'id,__proto__\n1,x\n', records: [[Object.fromEntries([['id', '1'], ['__proto__', 'x']])]] },
];

async function check({ input, records, told = [], limits }: Case, chunk: number): Promise<void> {
  const found = await collectText(input, { chunk, ...(limits && { limits }) });
  expect(found.diagnostics.map(({ code, place }) => `${code} ${place?.offset}+${place?.length}`)).toEqual(told);
  expect(found.records.map(({ value, within }) => (within === undefined ? [value] : [value, within]))).toEqual(records);
  expect(found.files).toEqual([{ path: '<stdin>', bytes: Buffer.byteLength(input), records: records.length }]);
}

describe.each([1, 2, 3, 7, 65536])('in chunks of %i bytes', (chunk) => {
  test.each(whole)('$name', (example) => check(example, chunk));
  test.each(damaged)('$name', (example) => check(example, chunk));
  test.each(csv)('$name', (example) => check(example, chunk));
});

describe('places', () => {
  test('offset and length are bytes, and point to the value itself', async () => {
    const input = '{"a":"é"}\n  {"b":2} \n[ {"c":3} ,{"d":"ü"}]\n{\n"traces": [ {"e":5} ]}';
    const { records } = await collectText(input);
    expect(records.map((record) => bytesAt(input, record))).toEqual(['{"a":"é"}', '{"b":2}', '{"c":3}', '{"d":"ü"}', '{"e":5}', '{\n"traces": [ {"e":5} ]}']);
    expect(records.map(({ place }) => place.record)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('damaged records are counted, so that the record of a line is its number', async () => {
    const { records, diagnostics } = await collectText('{"a":1}\noops\n{"b":2}');
    expect(records.map(({ place }) => place.record)).toEqual([1, 3]);
    expect(diagnostics[0]?.place?.record).toBe(2);
  });

  test('the message gives the byte that stream-json stops at', async () => {
    const { diagnostics } = await collectText('{"a":1}\n{"é":"x","b":nul}\n');
    expect(diagnostics[0]?.message).toContain('byte 22: expected a value');
  });

  test('bytes that are no UTF-8 are replaced, and their place is told', async () => {
    const input = Buffer.concat([Buffer.from('{"a":"\uFFFD'), Buffer.from([0xe2, 0x28]), Buffer.from('"}\n{"b":2}')]);
    const { records, diagnostics } = await collectText(input);
    expect(records.map(({ value }) => value)).toEqual([{ a: '\uFFFD\uFFFD(' }, b]);
    expect(diagnostics.map(({ code, message }) => [code, message.includes('at byte 9;')])).toEqual([['bad-utf8', true]]);
  });
});

describe('large input', () => {
  test('a long line with a record array is cut as a document is', async () => {
    const text = 'x'.repeat(100_000);
    const traces = Array.from({ length: 30 }, (_, i) => ({ i, text }));
    const { records } = await collectText(JSON.stringify({ traces, next: 'n' }));
    expect(records.slice(0, -1).map(({ value }) => value)).toEqual(traces);
    expect(records.at(-1)?.value).toEqual({ traces: [], next: 'n' });
  });

  test('damage is listed up to a hundred times, then counted', async () => {
    const { records, diagnostics } = await collectText('{"a":1}\n' + 'oops\n'.repeat(250) + '{"b":2}\n');
    expect(records).toHaveLength(2);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.message).toContain('150 more');
  });

  test.each([
    ['opening brackets', '['.repeat(1_000_000)],
    ['opening brackets, one a line', '[\n'.repeat(500_000)],
    ['cut lines', '{"x":[1,\n'.repeat(100_000)],
    ['cut lines of growing depth', '{"x":[\n{"y":1},\n'.repeat(50_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['objects on one line', '{"a":1}'.repeat(100_000)],
    ['a line that never ends', 'x'.repeat(3_000_000)],
    ['a row of CSV that never ends', 'a,b\n1,2\n3,"' + '\n'.repeat(3000)],
  ])('%s do not take long', async (_, input) => {
    const start = performance.now();
    await collectText(input);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
