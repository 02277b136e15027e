import { gzipSync } from 'node:zlib';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../helpers/run-cli.js';

/* What users do wrong: each gets the documented exit code and a message that says what, where and what to do, and nothing good is lost. */

let folder = '';
const file = (name: string): string => join(folder, name);
const good = readFileSync('samples/planted/repeated-call.otlp.jsonl', 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backturn-bad-'));
  mkdirSync(file('no-dumps'));
  writeFileSync(file('no-dumps/README.md'), '# nothing here\n');
  mkdirSync(file('nothing'));
  writeFileSync(file('empty.json'), '');
  writeFileSync(file('blank.jsonl'), '\n\n \n');
  writeFileSync(file('image.json'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  writeFileSync(file('data.parquet'), Buffer.from('PAR1\0\0\0\0PAR1'));
  writeFileSync(file('trace.db'), Buffer.from('SQLite format 3\0'));
  writeFileSync(file('log.txt'), 'INFO starting\nINFO done\n');
  writeFileSync(file('other.json'), '{"hello":"world"}\n');
  writeFileSync(file('cut.jsonl'), good.slice(0, good.length - 40));
  writeFileSync(file('cut.jsonl.gz'), gzipSync(good).subarray(0, 700));
  writeFileSync(file('half-bad.jsonl'), `{"broken": \n${good}not json\n{"hello":1}\n`);
  writeFileSync(file('config-not-json.json'), '{"gate": }');
  writeFileSync(file('config-typo.json'), '{"gat": "off"}');
  writeFileSync(file('config-value.json'), '{"gate": {"minSeverity": "severe"}}');
  writeFileSync(file('config-param.json'), '{"rules": {"loops/repeated-call": {"params": {"tims": 9}}}}');
  writeFileSync(file('no-text.jsonl'), JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'agent', startTimeUnixNano: '1760000000000000000', endTimeUnixNano: '1760000000010000000' }] }] }] }));
  mkdirSync(file('pack-empty'));
  writeFileSync(file('pack-empty/pack.json'), '{"name":"team","title":"Team","version":"1"}');
  cpSync('rules/loops', file('pack-taken'), { recursive: true });
  mkdirSync(file('pack-bare'));
  writeFileSync(file('pack-bare/pack.json'), '{"name":"team","title":"Team","version":"1"}');
  writeFileSync(file('pack-bare/repeated-call.json'), readFileSync('rules/loops/repeated-call.json', 'utf8').replace('loops/repeated-call', 'team/repeated-call'));
  mkdirSync(file('pack-broken'));
  writeFileSync(file('pack-broken/pack.json'), '{"name": "Team"}');
  cpSync('rules/loops', file('pack-typo'), { recursive: true });
  writeFileSync(file('pack-typo/pack.json'), '{"name":"team","title":"Team","version":"1"}');
  const rule = readFileSync('rules/loops/repeated-call.json', 'utf8').replaceAll('loops/repeated-call', 'team/repeated-call');
  writeFileSync(file('pack-typo/repeated-call.json'), rule.replace('"loops.repeatedCall",\n        "path"', '"loops.repeatedCal",\n        "path"'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = 'loops/repeated-call';

describe('bad input', () => {
  it.each<[what: string, words: string, code: number, says: (string | RegExp)[]]>([
    ['a file that does not exist', 'analyze DIR/missing.json', 3, ['missing.json', 'no dump could be opened', 'Check the path']],
    ['a name that is nearly that of a file', 'analyze DIR/half-bda.jsonl', 3, [/did you mean .*half-bad\.jsonl/u]],
    ['a folder without dumps', 'analyze DIR/no-dumps', 3, ['no-dumps']],
    ['an empty folder', 'analyze DIR/nothing', 3, ['nothing']],
    ['a glob that matches nothing', 'analyze DIR/*.xyz', 3, ['*.xyz']],
    ['an empty file', 'analyze DIR/empty.json', 3, ['empty.json', 'is empty', 'backturn formats']],
    ['a file of blank lines', 'analyze DIR/blank.jsonl', 3, ['blank.jsonl']],
    ['an image', 'analyze DIR/image.json', 3, ['image.json', 'PNG']],
    ['parquet', 'analyze DIR/data.parquet', 3, ['arquet', 'JSON']],
    ['SQLite', 'analyze DIR/trace.db', 3, ['SQLite', 'JSON']],
    ['a log', 'analyze DIR/log.txt', 3, ['log.txt']],
    ['JSON that is no trace', 'analyze DIR/other.json', 3, ['no trace was recognised', 'other.json:1', 'backturn formats']],
    ['no dump at all', 'analyze', 2, ['no dump was named']],
    ['a command that does not exist', 'analyse x', 2, ['analyze']],
    ['an option that does not exist', 'analyze samples/good --gaet off', 2, ['--gate']],
    ['a session that does not exist', 'blame samples/planted --session trip-lissabon-0412', 2, ['trip-lissabon', 'trip-lisbon-0412']],
    ['a turn that does not exist', 'blame samples/planted --session trip-lisbon-0412 --turn 9', 2, ['turns 1 to 5']],
    ['a fact that does not exist', 'measure samples/planted --fact context.answerSuport', 2, ['context.answerSupport']],
    ['a config that does not exist', 'analyze samples/good --config DIR/none.json', 2, ['none.json', 'cannot be read']],
    ['a config that is not JSON', 'analyze samples/good --config DIR/config-not-json.json', 2, ['config-not-json.json', 'is not JSON']],
    ['a config with an unknown key', 'analyze samples/good --config DIR/config-typo.json', 2, ['config-typo.json', 'unknown key "gat"', 'gate']],
    ['a config with a wrong value', 'analyze samples/good --config DIR/config-value.json', 2, ['/gate', 'critical']],
    ['a config that sets a param that the rule does not have', 'analyze samples/good --config DIR/config-param.json', 4, ['loops/repeated-call', '"tims"', 'times']],
    ['a pack without a rule', 'analyze samples/good --rules DIR/pack-empty', 4, ['pack-empty/pack.json', 'the pack has no rule']],
    ['a pack with the name of one that ships', 'analyze samples/good --rules DIR/pack-taken', 4, ['pack-taken/pack.json', 'the name "loops" is taken by the pack']],
    ['a pack whose rule has neither page nor cases', 'analyze samples/good --rules DIR/pack-bare', 0, ['rule-without-page', 'pack-bare/repeated-call.md', 'rule-without-cases', 'pack-bare/repeated-call.cases.json', 'clear']],
    ['a dump without any text', 'analyze DIR/no-text.jsonl', 5, ['incomplete', 'no turn holds recorded text: the rules over text saw nothing']],
    ['a mapping that does not exist', 'sessions samples/good --mapping DIR/none.json', 2, ['none.json', 'cannot be read']],
    ['a mapping with a mistake', 'sessions samples/good --mapping DIR/other.json', 2, ['other.json', '"hello"']],
    ['a folder that is no pack', 'analyze samples/good --rules DIR/nothing', 4, ['nothing', 'pack.json']],
    ['a pack whose pack.json is wrong', 'analyze samples/good --rules DIR/pack-broken', 4, ['pack-broken/pack.json', '/name', 'kebab-name']],
  ])('%s: says what, where and what to do', async (_, words, expected, says) => {
    const { code, out, err } = await runCli(words.replaceAll('DIR', folder));
    expect([code, err]).toEqual([expected, expect.any(String)]);
    for (const words of says) expect(`${err}${out}`.replaceAll(/\s+/gu, ' ')).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
  });

  it('stdin without anything on it is said to be empty', async () => {
    const { code, err } = await runCli('analyze -');
    expect(code).toBe(3);
    expect(err).toContain('<stdin>');
  });
});

describe('good records beside bad ones', () => {
  it.each([
    ['bad lines before and after', 'half-bad.jsonl', ['half-bad.jsonl:1', 'not-a-trace']],
    ['a missing file beside a good one', 'missing.json DIR/half-bad.jsonl', ['missing.json']],
  ])('are analysed: %s', async (_, name, says) => {
    const { code, out, err } = await runCli(`analyze DIR/${name} --format jsonl`.replaceAll('DIR', folder));
    expect(code).toBe(1);
    expect(out).toContain(found);
    for (const text of says) expect(err).toContain(text);
  });

  it('are analysed when a rule of a pack is broken, which is named with its place and the right word', async () => {
    const { code, out, err } = await runCli(`analyze samples/good --rules ${file('pack-typo')} --format json`);
    expect(code).toBe(4);
    expect(JSON.parse(out).outcomes.clear).toBeGreaterThan(0);
    expect(err).toContain('pack-typo/repeated-call.json');
    expect(err).toMatch(/at \/when\/all\/0.*loops\.repeatedCal.*did you mean "loops\.repeatedCall"/u);
  });

  it.each(['cut.jsonl', 'cut.jsonl.gz'])('are kept of a dump that ends too early: %s', async (name) => {
    const { err } = await runCli(`sessions ${file(name)}`);
    expect(err).toMatch(/ends inside|truncated|ends too early/iu);
  });

  it('are fatal only with --strict', async () => {
    const words = `analyze ${file('half-bad.jsonl')}`;
    expect((await runCli(words)).code).toBe(1);
    expect(await runCli(`${words} --strict`)).toMatchObject({ code: 3, out: '' });
  });
});
