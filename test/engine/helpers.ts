import { createFactContext, createFactRegistry, fact, type FactPlugin, type FactReader } from '../../src/facts/index.js';
import { createCorpusBuilder } from '../../src/facts/corpus.js';
import { createOperatorRegistry, type Vocabulary } from '../../src/engine/index.js';
import { buildSpans } from '../../src/engine/compact-session.js';
import { casesSchema } from '../../src/engine/case-schema.js';
import { linkRule } from '../../src/engine/link.js';
import type { LoadedRule } from '../../src/engine/rule.js';
import { type Pack, packSchema, ruleSchema } from '../../src/engine/schema.js';
import { assemble } from '../../src/graph/index.js';
import type { Session } from '../../src/model/index.js';
import { z } from '../../src/util/zod.js';
import core from '../../plugins/facts/core/index.js';
import operators from '../../plugins/operators/index.js';

/** A session built from its hand-written form. */
export function session(compact: unknown): Session {
  const shape = casesSchema.shape.silent.element.shape.session;
  const { sessions } = assemble(buildSpans(shape.parse(compact)));
  const [first] = sessions;
  if (!first || sessions.length !== 1) throw new Error(`expected one session, got ${sessions.length}`);
  return first;
}

/** Facts for rules under test: some give what the turn's tags say, some are missing, some fail. */
const testFacts: FactPlugin = {
  apiVersion: 1,
  id: 'test',
  facts: [
    fact({
      id: 'test.tag',
      scope: 'turn',
      title: 'Value of a tag of the turn',
      cost: 2,
      params: z.strictObject({ name: z.string().default('level') }),
      returns: z.union([z.number(), z.string(), z.array(z.string()), z.strictObject({ deep: z.number() })]),
      measure: ({ turn }, { name }) => {
        const value = turn.tags.get(name);
        return value === undefined ? { missing: `no tag "${name}"` } : { value, evidence: [{ what: 'tag', turn: turn.number, excerpt: String(value) }] };
      },
    }),
    fact({
      id: 'test.boom',
      scope: 'turn',
      title: 'Always fails',
      cost: 1,
      returns: z.number(),
      measure: () => {
        throw new Error('kaboom');
      },
    }),
    fact({ id: 'test.word', scope: 'session', title: 'A word', cost: 3, returns: z.string(), measure: () => ({ value: 'word', evidence: [] }) }),
    fact({
      id: 'test.chain',
      scope: 'session',
      title: 'A chain from the first turn to the last',
      cost: 10,
      returns: z.strictObject({ introducedAt: z.int(), carriedBy: z.array(z.int()), carried: z.array(z.string()), confidence: z.string(), because: z.array(z.string()) }),
      measure: ({ session: { turns } }) => ({
        value: { introducedAt: 1, carriedBy: turns.slice(1).map(({ number }) => number), carried: ['42'], confidence: 'candidate', because: ['it was first'] },
        evidence: [{ what: 'value', turn: 1, excerpt: '42' }],
      }),
    }),
  ],
};

export const vocabulary: Vocabulary = { facts: createFactRegistry([core, testFacts]), operators: createOperatorRegistry([operators]) };

export function factsFor(sessions: readonly Session[], corpus = createCorpusBuilder().build()): FactReader {
  return createFactContext(vocabulary.facts, corpus, { strict: true, sessions });
}

export const pack: Pack = packSchema.parse({ name: 'test', title: 'Test', version: '1.0.0' });

/** A rule with what does not matter to a test filled in. */
export function ruleDocument(parts: object): Record<string, unknown> {
  return {
    id: 'test/rule',
    version: 1,
    status: 'stable',
    title: 'Something is wrong',
    severity: 'medium',
    confidence: 'candidate',
    scope: 'turn',
    when: { all: [{ fact: 'turn.number', operator: 'atLeast', value: 1 }] },
    say: 'Turn {turn.number}.',
    fix: 'Repair it.',
    ...parts,
  };
}

/** A loaded rule; throws what is wrong with it. */
export function rule(parts: object, inPack: Pack = pack): LoadedRule {
  const linked = linkRule(ruleSchema.parse(ruleDocument(parts)), inPack, vocabulary);
  if (Array.isArray(linked)) throw new Error(JSON.stringify(linked));
  return { ...linked, files: { rule: 'rule.json', page: 'rule.md', cases: 'rule.cases.json' } };
}

/** What is wrong with a rule, one line each. */
export function issuesOf(parts: object, inPack: Pack = pack): string[] {
  const linked = linkRule(ruleSchema.parse(ruleDocument(parts)), inPack, vocabulary);
  return Array.isArray(linked) ? linked.map(({ pointer, message }) => `${pointer}: ${message}`) : [];
}
