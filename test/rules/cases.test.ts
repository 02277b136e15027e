import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtin } from '../../src/builtin.js';
import { createOperatorRegistry, loadCases, loadPacks, runCases } from '../../src/engine/index.js';
import { factRegistry } from '../../src/fact-bench.js';
import { corpusOf } from '../../src/facts/dump-corpus.js';
import { createFactContext } from '../../src/facts/index.js';
import type { Session } from '../../src/model/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const registry = factRegistry({});
const { rules, notLoaded } = await loadPacks([`${root}rules`], { facts: registry, operators: createOperatorRegistry(builtin.operators) });
/** Strict: every fact's value is held against what the fact says it returns. */
const factsFor = (sessions: readonly Session[]) => createFactContext(registry, corpusOf(sessions), { sessions, strict: true });

describe('the rules that ship', () => {
  it('all load', () => {
    expect(notLoaded).toEqual([]);
    const files = readdirSync(`${root}rules`, { recursive: true, encoding: 'utf8' }).filter((name) => /^(?!schema)[^/]+\/[^/.]+\.json$/u.test(name) && !name.endsWith('pack.json'));
    expect(rules.map(({ id }) => id).sort()).toEqual(files.map((name) => name.replace(/\.json$/u, '')).sort());
  });

  it('are named in the README', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8');
    expect(rules.filter(({ id }) => !readme.includes(`\`${id}\``) || !existsSync(`${root}rules/${id}.md`))).toEqual([]);
  });
});

for (const rule of rules) {
  const results = await runCases(rule, await loadCases(rule.files.cases), factsFor);
  describe(rule.id, () => {
    it.each(results.map((result) => [`${result.list}: ${result.name}`, result] as const))('%s', (_, { passed, why }) => {
      expect(passed ? undefined : why).toBeUndefined();
    });
  });
}
