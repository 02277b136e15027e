import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/config-error.js';
import { PluginError } from '../../src/errors/plugin-error.js';
import { RuleError } from '../../src/errors/rule-error.js';
import { finding, place, report, session, span, turn } from '../report/hand-made.js';
import { run, type Calls, type Given } from './fake-io.js';

const unrecognised = { ...report().intake, recognised: 0 };
const damaged = [{ code: 'record-not-json', level: 'warning' as const, message: 'expected a comma', place }];

describe('exit codes', () => {
  it.each<[string, string, Given, number]>([
    ['a clear gate', 'analyze x.json', {}, 0],
    ['a gate that is off', 'analyze x.json --gate off', { report: { gate: { verdict: 'off', why: '' }, findings: [finding()] } }, 0],
    ['a failed gate', 'analyze x.json', { report: { gate: { verdict: 'failed', why: '' } } }, 1],
    ['an unknown command', 'analyse x.json', {}, 2],
    ['an unknown option', 'analyze x.json --fomat json', {}, 2],
    ['no dump', 'analyze', {}, 2],
    ['an unknown report format', 'analyze x.json --format xml', {}, 2],
    ['an unknown gate', 'analyze x.json --gate hihg', {}, 2],
    ['a broken config', 'analyze x.json', { fails: new ConfigError('c.json', 'unknown key') }, 2],
    ['a broken plugin', 'analyze x.json', { fails: new PluginError('acme', 'states another API version') }, 2],
    ['nothing recognised', 'analyze x.json', { report: { intake: unrecognised } }, 3],
    ['nothing recognised by a listing command', 'sessions x.json', { dump: { intake: unrecognised } }, 3],
    ['a damaged record under --strict', 'analyze x.json --strict', { report: { diagnostics: damaged } }, 3],
    ['a missing file under --strict', 'sessions x.json y.json --strict', { dump: { diagnostics: [{ code: 'no-such-file', level: 'error', message: 'no y.json' }] } }, 3],
    ['a damaged record under --strict, of blame', 'blame x.json --all --strict', { dump: { diagnostics: damaged } }, 3],
    ['a damaged record under --strict, of measure', 'measure x.json --fact a.b --strict', { dump: { diagnostics: damaged } }, 3],
    ['a damaged record under --strict, of formats', 'formats x.json --strict', { dump: { diagnostics: damaged } }, 3],
    ['a damaged record without --strict', 'analyze x.json', { report: { diagnostics: damaged } }, 0],
    ['a broken rule pack', 'analyze x.json', { fails: new RuleError('pack.json', 'is no JSON') }, 4],
    ['a rule that was not loaded', 'analyze x.json', { report: { rules: { loaded: [], notLoaded: [{ rule: 'a/b', file: 'f', reason: 'r' }] } } }, 4],
    ['a failed gate beside a rule that was not loaded', 'analyze x.json', { report: { gate: { verdict: 'failed', why: '' }, rules: { loaded: [], notLoaded: [{ rule: 'a/b', file: 'f', reason: 'r' }] } } }, 1],
    ['nothing evaluated', 'analyze x.json', { report: { gate: { verdict: 'incomplete', why: '' } } }, 5],
    ['a defect', 'analyze x.json', { fails: new TypeError('x is not a function') }, 70],
    ['a defect that is no error', 'sessions x.json', { fails: 'oops' }, 70],
  ])('%s', async (_, words, given, code) => {
    expect((await run(words, given)).code).toBe(code);
  });
});

describe('what is told of mistakes', () => {
  it.each([
    ['a command', 'anlyze x.json', 'Did you mean `analyze`?'],
    ['a file in place of a command', 'traces.json', 'backturn analyze traces.json'],
    ['an option', 'analyze x.json --fromat json', 'Did you mean --format?'],
    ['an option of another command', 'sessions x.json --gate high', 'It belongs to: analyze.'],
    ['a value', 'analyze x.json --gate hihg', 'did you mean "high"?'],
    ['a missing value', 'analyze x.json --format', 'value is missing'],
    ['a missing argument', 'show', 'missing argument: backturn show <session|trace>'],
    ['a turn that is none', 'show s x.json --turn 0', 'whole number from 1'],
    ['an output without a file', 'analyze x.json --out json', '--out json=report.json'],
    ['an output of an unknown format', 'analyze x.json --out jsonn=r', 'did you mean "json"?'],
    ['a session that is not there', 'show chat-24 x.json', 'Did you mean chat-42?'],
    ['a turn that is not there', 'show chat-42 x.json --turn 9', 'It has turns 1 to 2.'],
    ['no fact', 'measure x.json', 'measure needs at least one fact'],
    ['options that exclude each other', 'blame x.json --all --session s', 'exclude each other'],
  ])('helps with %s', async (_, words, help) => {
    const ran = await run(words);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(help);
  });

  it('shows the stack of a defect and how to report it', async () => {
    const { err } = await run('sessions x.json', { fails: new TypeError('x is not a function') });
    expect(err).toMatch(/defect in backturn.*\nTypeError: x is not a function\n\s+at /);
    expect(err).toContain('Please report it');
  });
  it('says what was looked at and what to do where nothing was recognised', async () => {
    const { err, out } = await run('analyze x.json', { report: { intake: unrecognised, diagnostics: damaged } });
    expect(out).toBe('');
    expect(err).toMatch(/no trace was recognised in 1 file \(5 records read\)[^]*record-not-json[^]*backturn formats/);
  });
  it('makes hostile words of errors harmless', async () => {
    expect((await run('show \u001b[2J x.json')).err).not.toContain('\u001b[2J');
  });
});

describe('standard output and standard error', () => {
  it('gives the report on the one, diagnostics and the verdict on the other', async () => {
    const ran = await run('analyze x.json --format jsonl', { report: { findings: [finding()], diagnostics: damaged, gate: { verdict: 'failed', why: 'one finding' } } });
    expect(ran.out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(ran.out)).toMatchObject({ rule: 'errors/value-reused' });
    expect(ran.err).toMatch(/record-not-json[^]*gate failed {2}one finding/);
  });
  it('keeps quiet when asked, but for errors', async () => {
    const missing = { code: 'no-such-file', level: 'error' as const, message: 'there is no file y' };
    const { err } = await run('analyze x.json --format jsonl --quiet', { report: { diagnostics: [...damaged, missing] } });
    expect(err).toContain('there is no file y');
    expect(err).not.toMatch(/record-not-json|gate/);
  });
  it.each([
    ['on a terminal', {}, { isTTY: true }, true],
    ['in a pipe', {}, {}, false],
    ['with NO_COLOR', { NO_COLOR: '1' }, { isTTY: true }, false],
    ['with an empty NO_COLOR', { NO_COLOR: '' }, { isTTY: true }, true],
    ['on a dumb terminal', { TERM: 'dumb' }, { isTTY: true }, false],
    ['in a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, {}, true],
  ])('has colour or not: %s', async (_, env, io, colour) => {
    expect((await run('analyze x.json', {}, { env, ...io })).out.includes('\u001b[')).toBe(colour);
  });
  it.each([
    ['a narrow terminal', { isTTY: true, columns: 50 }, 50],
    ['a terminal that states no width', { isTTY: true, columns: 0 }, 80],
    ['a very wide terminal', { isTTY: true, columns: 400 }, 120],
    ['a pipe, whatever the width', { columns: 200 }, 80],
  ])('fits into %s', async (_, io, width) => {
    const { out } = await run('analyze x.json --no-color', {}, io);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBe(width);
  });
  it('has no colour with --no-color', async () => {
    expect((await run('analyze x.json --no-color', {}, { isTTY: true })).out).not.toContain('\u001b');
  });
  it.each([
    ['on a terminal, and removes it', 'sessions x.json', true, '\r\u001b[2Kreading x\uFFFD.json  5.0 MB  12 records\r\u001b[2K'],
    ['nowhere else', 'sessions x.json', false, ''],
    ['not when quiet is asked for', 'sessions x.json --quiet', true, ''],
  ])('shows progress %s', async (_, words, isTTY, err) => {
    expect((await run(words, {}, { isTTY })).err).toBe(err);
  });
});

describe('help and version', () => {
  it.each(['', '--help', '-h'])('lists the commands for "%s"', async (words) => {
    const { code, out } = await run(words);
    expect(code).toBe(0);
    expect(out).toMatch(/analyze[^]*sessions[^]*show[^]*schema[^]*blame[^]*measure[^]*formats/);
  });
  it('explains a command with its own options and examples', async () => {
    const { out } = await run('blame --help');
    expect(out).toContain('--session <id>');
    expect(out).not.toContain('--gate');
  });
  it('loads nothing of the pipeline', async () => {
    const calls: Calls = [];
    await run('analyze --help', {}, {}, calls);
    expect(calls).toEqual([]);
  });
  it('gives the version', async () => {
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('what the library is asked', () => {
  const asked = async (words: string): Promise<unknown> => {
    const calls: Calls = [];
    await run(words, {}, {}, calls);
    return calls.at(-1)?.options;
  };
  it.each<[string, string, object]>([
    ['dumps in order', 'analyze a.json b.json', { dumps: ['a.json', 'b.json'] }],
    ['dumps after a flag', 'analyze --quiet 007', { dumps: ['007'] }],
    ['names that begin with a dash', 'analyze -- -x.json', { dumps: ['-x.json'] }],
    ['standard input', 'analyze - --gate high', { dumps: ['-'], gate: { minSeverity: 'high' } }],
    ['several packs', 'analyze x --rules a --rules b', { packs: ['a', 'b'] }],
    ['a gate', 'analyze x --gate high --min-confidence certain', { gate: { minSeverity: 'high', minConfidence: 'certain' } }],
    ['no gate', 'analyze x --gate off', { gate: 'off' }],
    ['the default gate', 'analyze x', { gate: undefined, packs: [] }],
    ['a config', 'analyze x --config c.json --rules mine', { packs: ['from-config', 'mine'], gate: { minSeverity: 'critical' }, keepScorerTraces: true }],
    ['a gate over the one of the config', 'analyze x --config c.json --gate low', { gate: { minSeverity: 'low', minConfidence: 'certain' } }],
    ['scorer traces', 'sessions x --keep-scorer-traces', { keepScorerTraces: true }],
    ['limits of a config', 'analyze x --config c.json', { limits: { depth: 9 } }],
    ['ids that look like numbers', 'blame x --session 0012 --turn 3', { session: '0012', turn: 3 }],
    ['ids with many digits', 'blame x --session=12345678901234567890', { session: '12345678901234567890' }],
    ['facts and parameters', 'measure x --fact a.b --fact c.d --param n=3 --param w=word', { facts: ['a.b', 'c.d'], params: { n: 3, w: 'word' } }],
  ])('%s', async (_, words, options) => {
    expect(await asked(words)).toMatchObject(options);
  });
});

describe('commands that read dumps', () => {
  const reading = ['analyze x', 'sessions x', 'sessions x --findings', 'show chat-42 x', 'schema x', 'blame x --all', 'measure x --fact a.b', 'formats x'];

  it.each(reading)('read them as the options and the config say, whatever they do then: %s', async (words) => {
    const calls: Calls = [];
    const { code, err } = await run(`${words} --config c.json --strict --quiet --format json --no-color`, {}, {}, calls);
    expect([code, err]).toEqual([0, '']);
    expect(calls.filter(({ name }) => name === 'loadConfig')).toEqual([{ name: 'loadConfig', options: 'c.json' }]);
    expect(calls.find(({ name }) => name === 'readDump' || name === 'analyze')?.options).toMatchObject({ dumps: ['x'], keepScorerTraces: true, limits: { depth: 9 } });
  });

  it.each(reading)('keep the traces of scorers when asked to, and look for no config: %s', async (words) => {
    const calls: Calls = [];
    await run(`${words} --keep-scorer-traces`, {}, {}, calls);
    expect(calls.map(({ name }) => name)).not.toContain('loadConfig');
    expect(calls.find(({ name }) => name === 'readDump' || name === 'analyze')?.options).toMatchObject({ keepScorerTraces: true, limits: undefined });
  });
});

describe('commands', () => {
  it.each([
    ['sessions x', 'session  turns'],
    ['sessions x --findings', 'findings'],
    ['show chat-42 x', 'Turn 2'],
    ['show chat x', 'Turn 2'],
    ['schema x', 'Roots hold the text'],
    ['blame x --all', '1. turn 1  helper'],
    ['measure x --fact a.b', 'median'],
    ['formats', 'mlflow'],
    ['formats x', 'MLflow trace'],
  ])('%s', async (words, shown) => {
    const { code, out } = await run(words);
    expect(code).toBe(0);
    expect(out).toContain(shown);
  });
  const severalUsers = [{ code: 'several-users', title: 'Sessions with turns of several users', count: 2, meaning: 'They are kept as one session.', example: { traceId: 'tr-1' } }];
  it.each([
    ['sessions x', { dump: { completeness: severalUsers } }],
    ['sessions x --findings', { report: { completeness: severalUsers } }],
  ])('tell what the dump lacks beside its sessions: %s', async (words, given) => {
    expect((await run(words, given)).out).toMatch(/What this dump lacks\n {2}2 Sessions with turns of several users\n {4}They are kept as one session\.\n {4}e\.g\. trace tr-1\n$/);
    expect((await run(words)).out).not.toContain('What this dump lacks');
  });
  it('show one turn for the id of its trace', async () => {
    const { out } = await run('show tr-2 x');
    expect(out).toContain('Turn 2');
    expect(out).not.toContain('Turn 1');
  });
  it('say how many ids begin so, where several do', async () => {
    expect((await run('show tr- x')).err).toContain('"tr-" is the beginning of 2 ids');
  });
  const text = { text: 'hi', value: 'hi', attribute: 'input.value' };
  const found: Given = { report: { findings: [finding()] }, dump: { sessions: [session('chat-42', [turn(1, span('r', { input: text }))])] } };
  it.each(['sessions x', 'schema x', 'show chat-42 x', 'blame x --all', 'measure x --fact a.b', 'formats', 'formats x', 'analyze x'])('%s gives JSON, and a JSON value a line', async (words) => {
    expect(JSON.parse((await run(`${words} --format json`, found)).out)).toBeTypeOf('object');
    const lines = (await run(`${words} --format jsonl`, found)).out.trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toBeTypeOf('object');
  });
  it('keep the rows that benchmarks read', async () => {
    expect((await run('blame x --all --format jsonl')).out).toBe(
      '{"session":"chat-42","suspects":[{"turn":1,"agent":"helper","traceId":"tr-1","spanId":"root","score":0.5,"because":["it assumes: answer"]}]}\n',
    );
    expect((await run('measure x --fact a.b --format jsonl')).out).toBe('{"session":"chat-42","turn":1,"traceId":"tr-1","spanId":"root","fact":"a.b","value":7}\n');
  });
  it.each(['blame x --all', 'measure x --fact a.b'])('say that nothing could be read: %s', async (words) => {
    const { code, out, err } = await run(words, { dump: { sessions: [], intake: unrecognised } });
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('no trace was recognised');
  });
  it('tell what a file that is not recognised was taken for', async () => {
    const { code, out } = await run('formats x', { dump: { intake: { ...unrecognised, files: [{ path: 'x', bytes: 9, records: 2, recognised: 0, shapes: [] }] } } });
    expect(code).toBe(3);
    expect(out).toContain('2 of 2 records not recognised');
  });
});

describe('reports in files', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'backturn-cli-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are written beside the report on standard output, and leave nothing else behind', async () => {
    const { code, out } = await run(`analyze x --out json=${folder}/new/r.json --out jsonl=${folder}/new/r.jsonl`, { report: { findings: [finding()] } }, { isTTY: true });
    expect(code).toBe(0);
    expect(out).toContain('errors/value-reused');
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['r.json', 'r.jsonl']);
    expect(JSON.parse(readFileSync(join(folder, 'new/r.json'), 'utf8'))).toMatchObject({ schema: 'backturn.report/1' });
  });
  it('hold no colours', async () => {
    await run(`analyze x --out terminal=${folder}/r.txt`, { report: { findings: [finding()] } }, { isTTY: true });
    expect(readFileSync(join(folder, 'r.txt'), 'utf8')).not.toContain('\u001b');
  });
  it('are a usage error where they cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await run(`analyze x --out json=${folder}/file/r.json`);
    expect(code).toBe(2);
    expect(err).toContain('cannot write');
    expect(readdirSync(folder)).toEqual(['file']);
  });
  it('are not written where nothing could be read', async () => {
    await run(`analyze x --out json=${folder}/r.json`, { report: { intake: unrecognised } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
