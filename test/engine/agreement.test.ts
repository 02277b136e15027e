import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConditionTree } from '../../src/engine/condition-tree.js';
import { compileConfirm } from '../../src/engine/confirm.js';
import type { Leaf } from '../../src/engine/leaf.js';
import { compileCheck } from '../../src/engine/precheck.js';
import { isUnknown, type Truth } from '../../src/engine/truth.js';
import type { Subject } from '../../src/facts/fact.js';
import { createCorpusBuilder } from '../../src/facts/corpus.js';
import { createFactContext, createFactRegistry, fact, type FactReader } from '../../src/facts/index.js';
import { z } from '../../src/util/zod.js';
import { rule, session, vocabulary } from './helpers.js';

/** Facts a.f0 … a.f5 of different costs, whose state each run of the property chooses. */
type State = number | string | { deep: number } | 'missing!' | 'throws!';
const ids = ['a.f0', 'a.f1', 'a.f2', 'a.f3', 'a.f4', 'a.f5'];
const costs = [1, 1, 10, 10, 100, 100];

function factsIn(states: readonly State[]): FactReader {
  const facts = ids.map((id, i) =>
    fact({
      id,
      scope: 'session',
      title: id,
      cost: costs[i] ?? 1,
      returns: z.unknown(),
      measure: () => {
        const state = states[i];
        if (state === 'throws!') throw new Error('broken');
        return state === undefined || state === 'missing!' ? { missing: 'not recorded' } : { value: state, evidence: [] };
      },
    }),
  );
  return createFactContext(createFactRegistry([{ apiVersion: 1, id: 'a', facts }]), createCorpusBuilder().build());
}

const state = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom<State>('missing!', 'throws!', 'text', { deep: 2 }));

const comparison = fc.oneof(
  fc.record({ operator: fc.constantFrom('atLeast', 'atMost', 'moreThan', 'equals', 'notEquals'), expected: fc.integer({ min: 0, max: 4 }), path: fc.constantFrom(undefined, undefined, '/deep') }),
  fc.record({ operator: fc.constant('exists'), expected: fc.boolean(), path: fc.constant(undefined) }),
);

const leafArbitrary = fc.record({ fact: fc.constantFrom(...ids), comparison });

const { tree: treeArbitrary } = fc.letrec<{ tree: ConditionTree<Leaf> }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leafArbitrary.map(({ fact: id, comparison: { operator, expected, path } }): ConditionTree<Leaf> => {
      const definition = vocabulary.operators.get(operator);
      if (!definition) throw new Error(operator);
      const call = factsIn([]).registry.prepare(id);
      return { kind: 'leaf', leaf: { index: 0, pointer: '/when', fact: id, path, operator, expected, call, definition } };
    }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
}));

/** The calls of a tree belong to the registry that measures them. */
function bind(tree: ConditionTree<Leaf>, facts: FactReader, next = { index: 0 }): ConditionTree<Leaf> {
  if (tree.kind === 'not') return { ...tree, of: bind(tree.of, facts, next) };
  if (tree.kind !== 'leaf') return { ...tree, of: tree.of.map((part) => bind(part, facts, next)) };
  const leaf = { ...tree.leaf, index: next.index, call: facts.registry.prepare(tree.leaf.fact) };
  next.index += 1;
  return { kind: 'leaf', leaf };
}

const subject: Subject = { scope: 'session', session: session({ turns: [{ input: 'hi' }] }) };
const word = (truth: Truth): string => (isUnknown(truth) ? 'undecided' : truth ? 'holds' : 'does not hold');

describe('the pre-check and json-rules-engine', () => {
  it('agree on every tree of conditions, with facts that are missing, fail or have another type', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(treeArbitrary, fc.array(state, { minLength: 6, maxLength: 6 }), async (shape, states) => {
        const facts = factsIn(states);
        const tree = bind(shape, facts);
        const truth = word(compileCheck(tree)(subject, facts));
        const proven = (await compileConfirm(tree)(subject, facts)).fired;
        const possible = (await compileConfirm(tree, 'optimistic')(subject, facts)).fired;
        expect(truth).toBe(proven ? 'holds' : possible ? 'undecided' : 'does not hold');
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
      }),
      { numRuns: 1500, seed: 7 },
    );
    // A property that only ever saw one outcome would prove little.
    for (const outcome of ['holds', 'does not hold', 'undecided']) expect(seen.get(outcome) ?? 0).toBeGreaterThan(100);
  });

  it('agree whatever the order of conditions, because a failure or gap counts only where it matters', () => {
    fc.assert(
      fc.property(treeArbitrary, fc.array(state, { minLength: 6, maxLength: 6 }), (shape, states) => {
        const facts = factsIn(states);
        const mirrored = (tree: ConditionTree<Leaf>): ConditionTree<Leaf> =>
          tree.kind === 'leaf' ? tree : tree.kind === 'not' ? { ...tree, of: mirrored(tree.of) } : { ...tree, of: [...tree.of].reverse().map(mirrored) };
        const tree = bind(shape, facts);
        expect(word(compileCheck(tree)(subject, facts))).toBe(word(compileCheck(mirrored(tree))(subject, facts)));
      }),
      { numRuns: 500, seed: 8 },
    );
  });

  it('ask costly facts only while the outcome is open', async () => {
    let measured = 0;
    const dear = fact({ id: 'a.dear', scope: 'session', title: 'dear', cost: 100, returns: z.number(), measure: () => ({ value: (measured += 1), evidence: [] }) });
    const cheap = fact({ id: 'a.cheap', scope: 'session', title: 'cheap', cost: 1, returns: z.number(), measure: () => ({ value: 0, evidence: [] }) });
    const registry = createFactRegistry([{ apiVersion: 1, id: 'a', facts: [dear, cheap] }]);
    const facts = createFactContext(registry, createCorpusBuilder().build());
    const definition = vocabulary.operators.get('atLeast');
    if (!definition) throw new Error('atLeast');
    const leaf = (index: number, id: string): ConditionTree<Leaf> => ({
      kind: 'leaf',
      leaf: { index, pointer: '/when', fact: id, operator: 'atLeast', expected: 1, call: registry.prepare(id), definition },
    });
    const tree: ConditionTree<Leaf> = { kind: 'all', of: [leaf(0, 'a.dear'), leaf(1, 'a.cheap')] };
    expect(compileCheck(tree)(subject, facts)).toBe(false);
    const { fired, reached } = await compileConfirm(tree)(subject, facts);
    expect({ fired, measured, reached: [...reached.keys()] }).toEqual({ fired: false, measured: 0, reached: [1] });
  });

  it('leave no stock operator of json-rules-engine to be used by mistake', () => {
    expect(() => rule({ when: { all: [{ fact: 'turn.number', operator: 'greaterThan', value: 1 }] } })).toThrow(/unknown operator .*greaterThan.* write .*moreThan/);
  });
});
