import { beforeAll, describe, expect, it } from 'vitest';
import { factPlugins } from '../../plugins/facts/index.js';
import { rankSuspects } from '../../src/facts/blame.js';
import { corpusOf } from '../../src/facts/dump-corpus.js';
import { createFactContext, createFactRegistry, type FactReader } from '../../src/facts/index.js';
import type { Session } from '../../src/model/index.js';
import { session as build } from '../engine/helpers.js';

/** So many turns that work by the square of them takes minutes. */
const many = 3000;
const topics = ['refund', 'shipping', 'warranty', 'billing', 'login', 'upgrade'];

const answerOf = (i: number): string =>
  `The order ORD-${10_000 + i} costs $${100 + i}.50, after ORD-${9_999 + i} at $${99 + i}.50, and ships in ${i % 30} days to Springfield Heights ${i}. The ${topics[i % 6] ?? ''} team of Maria Lopez${i % 70} knows "case ${i % 90}".`;
const askedOf = (i: number): string => (i % 3 === 2 ? `That is wrong, it is not $${99 + i}.50 for ORD-${9_999 + i}` : `Tell me about order ORD-${10_000 + i} and the ${topics[i % 6] ?? ''} policy`);
const failing = { kind: 'tool', name: 'get', arguments: { id: 1 }, error: 'timeout' };
const callsOf = (i: number): object[] => [
  { kind: 'retriever', query: 'policy', documents: [{ text: `The order ORD-${10_000 + i} costs $${7 * i + 3}.50 in all. ${'Lorem ipsum dolor sit amet consectetur. '.repeat(5)}` }] },
  i % 50 === 0 ? failing : { kind: 'tool', name: 'get', arguments: { id: i % 9 }, result: `row ${i}` },
  { kind: 'llm', name: 'chat', usage: { input: 500 + i, output: 20 } },
];

describe('a conversation of thousands of turns', () => {
  let session: Session;
  let facts: FactReader;
  beforeAll(() => {
    session = build({ turns: Array.from({ length: many }, (_, i) => ({ agent: i % 2 === 0 ? 'lead' : 'worker', input: askedOf(i), output: answerOf(i), calls: callsOf(i) })) });
    facts = createFactContext(createFactRegistry(factPlugins), corpusOf([session]));
  }, 60_000);

  const ids = factPlugins.flatMap(({ facts: own }) => own.filter(({ scope }) => scope === 'turn').map(({ id }) => id)).filter((id) => /^(?:errors|tokens|loops|cue|context)\./u.test(id));

  it.each(ids)('is measured by %s in linear time', (id) => {
    const measured = session.turns.map((turn) => facts.fact(id, {}, { scope: 'turn', session, turn }));
    expect(measured).toHaveLength(many);
  }, 60_000);

  it('is walked back in linear time', () => {
    expect(rankSuspects(session, facts).length).toBeGreaterThan(0);
    expect(rankSuspects(session, facts, { turn: many - 1 }).length).toBeGreaterThan(0);
  }, 60_000);
});

describe('a turn of thousands of tool calls', () => {
  it('is looked through for repeated calls in linear time', () => {
    const calls = Array.from({ length: 20_000 }, () => ({ kind: 'tool', name: 'look', arguments: { a: 1 }, result: 'same' }));
    const session = build({ turns: [{ input: 'go', output: 'done', calls }] });
    const facts = createFactContext(createFactRegistry(factPlugins), corpusOf([session]));
    const [turn] = session.turns;
    const measured = turn && facts.fact('loops.repeatedCall', {}, { scope: 'turn', session, turn });
    expect(measured).toMatchObject({ value: { tool: 'look', count: 20_000 } });
  }, 60_000);
});
