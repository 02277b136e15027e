import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { casesSchema } from '../../src/engine/case-schema.js';
import { readDocument } from '../../src/engine/document.js';
import { packSchema, ruleSchema } from '../../src/engine/schema.js';
import type { z } from '../../src/util/zod.js';
import { ruleDocument } from './helpers.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backturn-keys-'));
  file = join(folder, 'document.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const leaf = { fact: 'turn.number', operator: 'atLeast', value: 1 };
const pack = { name: 'p', title: 'P', version: '1' };
const cases = (turn: object): object => ({ fires: [{ name: 'one', session: { turns: [turn] } }], silent: [] });

describe('suggestions for keys that do not exist', () => {
  it.each<[name: string, schema: z.ZodType, document: object, told: string]>([
    ['a slip at the top', ruleSchema, ruleDocument({ severty: 'high' }), '/severty: unknown key "severty"; did you mean "severity"?'],
    ['a slip in a condition', ruleSchema, ruleDocument({ when: { all: [{ ...leaf, pth: '/x' }] } }), '/when/all/0/pth: unknown key "pth"; did you mean "path"?'],
    ['a slip in a condition below others', ruleSchema, ruleDocument({ when: { any: [{ not: { all: [{ ...leaf, parms: {} }] } }] } }), '/when/any/0/not/all/0/parms: unknown key "parms"; did you mean "params"?'],
    ['a key of rules in a condition', ruleSchema, ruleDocument({ when: { all: [{ ...leaf, title: 'x' }] } }), '/when/all/0/title: unknown key "title"'],
    ['a key of other branches beside a group', ruleSchema, ruleDocument({ when: { all: [leaf], operatr: 'x' } }), '/when/operatr: unknown key "operatr"'],
    ['a key of rules in a pack', packSchema, { ...pack, id: 'p' }, '/id: unknown key "id"'],
    ['a slip in a shared condition', packSchema, { ...pack, conditions: { late: { all: [{ ...leaf, nme: 'x' }] } } }, '/conditions/late/all/0/nme: unknown key "nme"; did you mean "name"?'],
    ['a key of calls on a turn', casesSchema, cases({ kind: 'llm' }), '/fires/0/session/turns/0/kind: unknown key "kind"'],
    ['a slip on a turn', casesSchema, cases({ outptu: 'x' }), '/fires/0/session/turns/0/outptu: unknown key "outptu"; did you mean "output"?'],
    ['a slip on a call below a call', casesSchema, cases({ calls: [{ kind: 'agent', calls: [{ kind: 'tool', reslt: 1 }] }] }), '/fires/0/session/turns/0/calls/0/calls/0/reslt: unknown key "reslt"; did you mean "result"?'],
  ])('%s', async (_name, schema, document, told) => {
    await writeFile(file, JSON.stringify(document));
    const read = await readDocument(file, schema);
    expect('issues' in read && read.issues.map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([told]);
  });

  it.each([
    ['a slip at the top', { gat: 'off' }, 'at /gat: unknown key "gat"; did you mean "gate"?'],
    ['a slip in the settings of a rule', { rules: { 'a/b': { sevrity: 'low' } } }, 'at /rules/a~1b/sevrity: unknown key "sevrity"; did you mean "severity"?'],
    ['a key of rules at the top', { severity: 'low' }, 'at /severity: unknown key "severity"'],
    ['a key of the gate in the limits', { limits: { minSeverity: 'low' } }, 'at /limits/minSeverity: unknown key "minSeverity"'],
  ])('in a config: %s', async (_name, config, told) => {
    await writeFile(file, JSON.stringify(config));
    await expect(loadConfig(file)).rejects.toThrow(expect.objectContaining({ what: told }));
  });
});
