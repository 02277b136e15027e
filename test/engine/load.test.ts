import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/engine/index.js';
import { RuleError } from '../../src/errors/rule-error.js';
import { issuesOf, pack, ruleDocument, vocabulary } from './helpers.js';

const goodCases = { fires: [{ name: 'one turn', session: { turns: [{ input: 'a' }] } }], silent: [] };
const leaf = { fact: 'turn.number', operator: 'atLeast', value: 1 };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'backturn-packs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Writes files under the root; objects become JSON. */
async function write(files: Record<string, unknown>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** A rule with its page and cases. */
function ruleFiles(name: string, parts: object = {}): Record<string, unknown> {
  return { [`p/${name}.json`]: ruleDocument({ id: `p/${name}`, ...parts }), [`p/${name}.md`]: '# Page', [`p/${name}.cases.json`]: goodCases };
}

const packFile = { 'p/pack.json': { name: 'p', title: 'P', version: '1.0.0' } };
const load = (overrides = {}) => loadPacks([root], { ...vocabulary, overrides });

describe('loading packs', () => {
  it('loads every rule beside pack.json, from a pack or from a directory of packs', async () => {
    await write({ ...packFile, ...ruleFiles('b'), ...ruleFiles('a'), 'schema/rule.schema.json': '{}' });
    const fromRoot = await load();
    expect(fromRoot.rules.map(({ id }) => id)).toEqual(['p/a', 'p/b']);
    expect(fromRoot.notLoaded).toEqual([]);
    expect((await loadPacks([join(root, 'p/')], vocabulary)).rules.map(({ id }) => id)).toEqual(['p/a', 'p/b']);
  });

  const broken: [name: string, files: Record<string, unknown>, reason: string][] = [
    ['a rule that is not JSON', { 'p/bad.json': '{ "id": ' }, 'is not JSON: '],
    ['a rule nested beyond measure', { 'p/bad.json': `${'['.repeat(90)}${']'.repeat(90)}` }, 'is nested more than 64 deep'],
    ['an unknown key', ruleFiles('bad', { severty: 'high' }), 'at /severty: unknown key "severty"; did you mean "severity"?'],
    ['an id that is not the file name', ruleFiles('bad', { id: 'p/other' }), 'at /id: "p/other" does not fit the pack and the file name; write "p/bad", or rename the file'],
    ['broken cases', { ...ruleFiles('bad'), 'p/bad.cases.json': { fires: [], silent: [] } }, 'at /fires: too small'],
    ['an unknown fact', ruleFiles('bad', { when: { all: [{ ...leaf, fact: 'turn.numbr' }] } }), 'at /when/all/0: unknown fact "turn.numbr"; did you mean "turn.number"?'],
  ];

  it.each(broken)('does not load %s, says why, and loads the others', async (_name, files, reason) => {
    await write({ ...packFile, ...ruleFiles('good'), ...files });
    const { rules, notLoaded } = await load();
    expect(rules.map(({ id }) => id)).toEqual(['p/good']);
    expect(notLoaded).toEqual([{ rule: 'p/bad', file: join(root, 'p/bad.json'), reason: expect.stringContaining(reason) as string }]);
  });

  const good = ruleDocument({ id: 'p/bad' });
  const written: [name: string, rule: object, reasons: string[]][] = [
    ['in facts, operators, the message and the identity', { when: { all: [{ ...leaf, fact: 'turn.numbr' }, { ...leaf, operator: 'atLeest' }] }, say: '{turn.nmber}', identity: ['turn.rootNme'] }, ['/when/all/0: unknown fact', '/when/all/1/operator: unknown operator', '/say: "turn.nmber"', '/identity/0: "turn.rootNme"']],
    ['of the schema beside those of facts', { severty: 'high', severity: 'hihg', when: { all: [{ ...leaf, fact: 'turn.numbr' }] } }, ['/severty: unknown key', '/severity: must be one of', '/when/all/0: unknown fact']],
    ['of a key inside the conditions beside those of facts', { when: { all: [{ ...leaf, fact: 'turn.numbr', nam: 'x' }] } }, ['/when/all/0/nam: unknown key "nam"; did you mean "name"?', '/when/all/0: unknown fact']],
    ['of an id that does not fit beside those of facts', { id: 'p/other', needs: ['usage.inputs'] }, ['/id: "p/other" does not fit', '/needs/0: unknown fact']],
  ];

  it.each(written)('tells all mistakes of a rule together: %s, and broken cases with them', async (_name, parts, reasons) => {
    await write({ ...packFile, 'p/bad.json': { ...good, ...parts }, 'p/bad.cases.json': { fires: [], silent: [] } });
    const { rules, notLoaded, diagnostics } = await load();
    expect(rules).toEqual([]);
    for (const reason of [...reasons, 'bad.cases.json are wrong: at /fires: too small']) expect(notLoaded[0]?.reason).toContain(reason);
    expect(diagnostics.map(({ code }) => code)).toEqual(['rule-without-page']);
  });

  it('makes up no mistakes where the conditions themselves do not fit', async () => {
    await write({ ...packFile, ...ruleFiles('bad', { params: { floor: 1 }, when: { all: [{ ...leaf, value: { param: 'floor' }, path: 5 }] } }) });
    expect((await load()).notLoaded.map(({ reason }) => reason)).toEqual(['at /when/all/0/path: must be of type string']);
  });

  it.each([
    ['its page', ['p/bad.cases.json'], ['rule-without-page']],
    ['its cases', ['p/bad.md'], ['rule-without-cases']],
    ['both', [], ['rule-without-page', 'rule-without-cases']],
  ])('loads a rule without %s, and warns', async (_name, kept, codes) => {
    const files = ruleFiles('bad');
    await write({ ...packFile, 'p/bad.json': files['p/bad.json'], ...Object.fromEntries(kept.map((name) => [name, files[name]])) });
    const { rules, notLoaded, diagnostics } = await load();
    expect([rules.map(({ id }) => id), notLoaded]).toEqual([['p/bad'], []]);
    expect(diagnostics).toEqual(codes.map((code) => ({ code, level: 'warning', message: expect.stringContaining(join(root, 'p/bad.')) as string })));
  });

  it('has pages and cases for every rule that ships', async () => {
    const { diagnostics } = await loadPacks([join(import.meta.dirname, '../../rules')], vocabulary);
    expect(diagnostics).toEqual([]);
  });

  it('keeps the first of two packs with one name, and runs no rule of the other', async () => {
    await write({ ...packFile, ...ruleFiles('a'), 'q/pack.json': { name: 'p', title: 'Q', version: '1' }, 'q/b.json': ruleDocument({ id: 'p/b' }) });
    const { rules, notLoaded } = await load();
    expect(rules.map(({ files }) => files.rule)).toEqual([join(root, 'p/a.json')]);
    expect(notLoaded).toEqual([{ rule: 'p', file: join(root, 'q/pack.json'), reason: expect.stringContaining(`the name "p" is taken by the pack ${join(root, 'p/pack.json')}`) as string }]);
  });

  it('reads a pack once that is named twice in different words', async () => {
    await write({ ...packFile, ...ruleFiles('a') });
    const { rules, notLoaded } = await loadPacks([root, `${root}/p/`, `${root}/./p`, `${root}/../${basename(root)}/p`], vocabulary);
    expect([rules.length, notLoaded]).toEqual([1, []]);
  });

  it('keeps the first of two entries for one rule', async () => {
    await write({ 'p/pack.json': { ...packFile['p/pack.json'], rules: ['a.json', 'a.json'] }, ...ruleFiles('a') });
    const { rules, notLoaded } = await load();
    expect([rules.length, notLoaded[0]?.reason]).toEqual([1, expect.stringContaining('the id is taken by')]);
  });

  it.each([
    ['without a file of a rule', packFile],
    ['with an empty list of rules', { 'p/pack.json': { ...packFile['p/pack.json'], rules: [] }, ...ruleFiles('a') }],
  ])('does not accept a pack %s', async (_name, files) => {
    await write(files);
    expect((await load()).notLoaded).toEqual([{ rule: 'p', file: join(root, 'p/pack.json'), reason: expect.stringContaining('the pack has no rule') as string }]);
  });

  it('takes the params and severity of a site, and leaves out what it switched off', async () => {
    await write({ ...packFile, ...ruleFiles('a', { params: { floor: 1 }, when: { all: [{ ...leaf, value: { param: 'floor' } }] } }), ...ruleFiles('b') });
    const { rules, off } = await load({ 'p/a': { params: { floor: 7 }, severity: 'low' }, 'p/b': { off: true } });
    expect(rules.map(({ id, rule, leaves }) => [id, rule.severity, leaves[0]?.expected])).toEqual([['p/a', 'low', 7]]);
    expect(off).toEqual(['p/b']);
  });

  it.each([
    ['a param the rule does not have', { 'p/a': { params: { flor: 7 } } }, 'an override sets the param "flor", which the rule does not have; did you mean "floor"?'],
    ['a param of another type', { 'p/a': { params: { floor: '7' } } }, 'an override sets the param "floor" to a value of type string, the rule has a value of type number'],
    ['a rule that no pack has', { 'p/aa': { off: true } }, 'settings are given for a rule that no pack has; did you mean "p/a"?'],
  ])('tells of an override of %s', async (_name, overrides, reason) => {
    await write({ ...packFile, ...ruleFiles('a', { params: { floor: 1 }, when: { all: [{ ...leaf, value: { param: 'floor' } }] } }) });
    expect((await load(overrides)).notLoaded.map((one) => one.reason)).toEqual([reason]);
  });

  it.each([
    ['a pack.json that is wrong', { 'p/pack.json': { name: 'p', titel: 'P', version: '1' } }, 'at /titel: unknown key "titel"; did you mean "title"?'],
    ['a key of rules in pack.json, which the pack does not have', { 'p/pack.json': { name: 'p', title: 'P', version: '1', id: 'p' } }, /at \/id: unknown key "id"$/],
    ['a directory without packs', { 'x.txt': '' }, 'holds no rule pack'],
  ])('throws for %s, with the exit code of an invalid pack', async (_name, files, message) => {
    await write(files);
    const error: unknown = await load().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RuleError);
    expect(error).toMatchObject({ exitCode: 4, message: expect.stringMatching(message) as string });
  });

  it('throws for a directory that is not there', async () => {
    await expect(loadPacks([join(root, 'none')], vocabulary)).rejects.toThrow(/cannot be read as a directory of rule packs/);
  });
});

describe('what is wrong with a rule', () => {
  const cases: [name: string, parts: object, issues: string[]][] = [
    ['an operator that does not exist', { when: { all: [{ ...leaf, operator: 'atLeest' }] } }, ['/when/all/0/operator: unknown operator "atLeest"; did you mean "atLeast"?']],
    ['an operator that does not fit the fact', { when: { all: [{ ...leaf, operator: 'contains', value: 'a' }] } }, ['/when/all/0/operator: "contains" compares string or array, turn.number gives number']],
    ['a value that does not fit the operator', { when: { all: [{ ...leaf, value: '3' }] } }, ['/when/all/0/value: "atLeast" takes number, not the string "3"']],
    ['a value the fact can never have', { when: { all: [{ fact: 'turn.status', operator: 'equals', value: 3 }] } }, ['/when/all/0/value: 3 is a number, the fact gives string']],
    ['a pattern that is no pattern', { when: { all: [{ fact: 'turn.status', operator: 'matches', value: '(a' }] } }, [expect.stringContaining('/when/all/0/value: not a pattern: ') as string]],
    ['a path into a value that has no parts', { when: { all: [{ ...leaf, path: '/x' }] } }, ['/when/all/0/path: the value of turn.number has nothing at /x; it is number']],
    ['a path that is not in the value', { when: { all: [{ ...leaf, fact: 'test.chain', path: '/x' }] } }, ['/when/all/0/path: the value of test.chain has nothing at /x; it is object']],
    ['parameters that a fact does not have', { when: { all: [{ ...leaf, fact: 'test.tag', params: { nam: 'x' } }] } }, ['/when/all/0: fact test.tag: its parameters do not fit: /nam: unknown key "nam"']],
    ['a span fact on a turn rule', { when: { all: [{ ...leaf, fact: 'span.durationMs' }] } }, ['/when/all/0: fact span.durationMs is about one span, this rule looks at a turn; use a fact of a turn, or the scope "span"']],
    ['a param that is not there', { params: { floor: 1 }, when: { all: [leaf, { ...leaf, value: { param: 'flor' } }, { ...leaf, value: { param: 'floor' } }] } }, ['/when/all/1/value: the rule has no param "flor"; did you mean "floor"?']],
    ['a param that nothing uses', { params: { floor: 1 } }, [expect.stringContaining('/params/floor: nothing in the rule uses the param "floor"') as string]],
    ['an unknown need', { needs: ['usage.inputs'] }, ['/needs/0: unknown fact "usage.inputs"; did you mean "usage.input"?']],
    ['an unknown name in the message', { say: '{turn.nmber}' }, ['/say: "turn.nmber" is neither a fact nor a field of the subject; did you mean "turn.number"?']],
    ['half a brace in the message', { say: 'a { b' }, ['/say: a "{" without its other half; write "{{" for a brace']],
    ['a span field in the message of a turn rule', { say: '{span.model}' }, ['/say: "span.model" is a field of a span, this rule looks at a turn']],
    ['an identity that does not exist', { identity: ['turn.rootNme'] }, ['/identity/0: "turn.rootNme" is neither a fact nor a field of the subject; did you mean "turn.rootName"?']],
    ['a root cause that is no chain', { rootCause: { fact: 'turn.number' } }, ['/rootCause: fact turn.number gives no chain: its value has no number at /introducedAt']],
    ['a confidence that is no word', { confidence: { fact: 'turn.number' } }, ['/confidence: fact turn.number does not give "certain" or "candidate"']],
    ['a shared condition that the pack lacks', { when: { condition: 'x' } }, ['/when/condition: the pack has no shared condition "x"']],
  ];

  it.each(cases)('%s', (_name, parts, issues) => {
    expect(issuesOf(parts)).toEqual(issues);
  });

  it('a rule without faults has none', () => {
    expect(issuesOf({ identity: ['turn.rootName', 'test.tag'], say: '{test.chain/introducedAt} {usage.input}', needs: ['usage.input'] })).toEqual([]);
  });

  it('shared conditions are put in place, with the params of the rule', () => {
    const shared = { ...pack, conditions: { late: { all: [{ ...leaf, value: { param: 'floor' } }] } } };
    expect(issuesOf({ params: { floor: 2 }, when: { any: [{ condition: 'late' }, { not: { condition: 'late' } }] } }, shared)).toEqual([]);
  });

  it('a shared condition that needs itself is told, and nothing hangs', () => {
    const loop = { ...pack, conditions: { a: { all: [{ condition: 'b' }, { condition: 'b' }] }, b: { any: [{ condition: 'a' }, { condition: 'a' }] } } };
    const issues = issuesOf({ when: { condition: 'a' } }, loop);
    expect(issues).toEqual([expect.stringContaining('conditions lie more than 16 deep, or a shared condition needs itself')]);
  });

  it('conditions that double at every level end at a limit', () => {
    const levels = 7;
    const six = (name: string) => Array.from({ length: 6 }, () => ({ condition: name }));
    const conditions = Object.fromEntries(Array.from({ length: levels }, (_, i) => [`c${i}`, { all: i === levels - 1 ? [leaf] : six(`c${i + 1}`) }]));
    expect(issuesOf({ when: { condition: 'c0' } }, { ...pack, conditions })).toEqual([expect.stringContaining('more than 200 comparisons')]);
  });
});
