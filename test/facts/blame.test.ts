import { describe, expect, it } from 'vitest';
import context from '../../plugins/facts/context/index.js';
import cues from '../../plugins/facts/cues/index.js';
import errors from '../../plugins/facts/errors/index.js';
import { rankSuspects, type Suspect } from '../../src/facts/blame.js';
import { cueWeights } from '../../src/facts/cue-weights.js';
import { corpusOf } from '../../src/facts/dump-corpus.js';
import { createFactContext, createFactRegistry, type FactPlugin } from '../../src/facts/index.js';
import { session as build } from '../engine/helpers.js';

function blame(turns: unknown[], options: { turn?: number } = {}, plugins: FactPlugin[] = [context, cues, errors]): Suspect[] {
  const session = build({ turns });
  return rankSuspects(session, createFactContext(createFactRegistry(plugins), corpusOf([session]), { strict: true }), options);
}

const order = (suspects: readonly Suspect[]): number[] => suspects.map(({ turn }) => turn);

const outdated = [
  { input: 'How do I book the flight?', output: 'In the travel portal, 14 days before.' },
  { input: 'How much do I get for meals?', output: 'You get 45 euros for each day.', calls: [{ kind: 'retriever', documents: [{ text: 'Meals: 45 euros for each day.', metadata: { status: 'superseded' } }] }] },
  { input: 'And for six days?', output: 'That makes 270 euros.' },
  { input: 'Write the request.', output: 'I request 270 euros for meals.' },
];

describe('rankSuspects', () => {
  it('puts the turn that used an outdated document before the turns that carried it on', () => {
    const [first] = blame(outdated);
    expect(first).toMatchObject({ turn: 2, agent: 'agent', traceId: 'trace-2' });
    expect(first?.because[0]).toMatchObject({ cue: 'cue.staleDocument', evidence: [{ what: expect.stringContaining('superseded') as string, turn: 2 }] });
  });

  it('names no turn after the one that is known to be wrong', () => {
    expect(Math.max(...order(blame(outdated, { turn: 2 })))).toBeLessThanOrEqual(2);
    expect(order(blame(outdated, { turn: 1 }))).toEqual([1]);
  });

  it('says of a turn what a dump that ends with it would say', () => {
    const failing = { kind: 'tool', name: 'balance', error: 'refused' };
    const turns = [
      { input: 'Hi there', output: 'Hello, how can I help you?' },
      { input: 'What is my balance?', output: 'Your balance is 1,240.50 dollars.', calls: [failing] },
      { input: 'And which month is it?', output: 'The month is a long one.' },
      { input: 'Can I afford it?', output: 'With 1,240.50 dollars you can.', assessments: [{ name: 'correct', value: false, rationale: 'It is not 1,240.50 dollars.' }] },
      { input: 'So what next?', output: 'We look at another one.' },
    ];
    const said = (suspects: readonly Suspect[]): unknown => suspects.map(({ turn, score, because }) => [turn, score, because.map(({ cue, evidence }) => [cue, evidence.map(({ what, turn: at }) => [what, at])])]);
    for (const turn of [1, 2, 3, 4, 5]) expect(said(blame(turns, { turn }))).toEqual(said(blame(turns.slice(0, turn), { turn })));
    expect(blame(turns, { turn: 4 })[0]).toMatchObject({ turn: 2 });
    expect(blame(turns, { turn: 4 })[0]?.because[0]).toMatchObject({ cue: 'cue.chainOrigin' });
    expect(blame(turns, { turn: 3 }).flatMap(({ because }) => because.map(({ cue }) => cue))).not.toContain('cue.chainOrigin');
    expect(blame(turns, { turn: 5 }).flatMap(({ because }) => because.map(({ cue }) => cue))).not.toContain('cue.chainOrigin');
  });

  it('does not remember what it read for another turn', () => {
    const session = build({ turns: outdated });
    const facts = createFactContext(createFactRegistry([context, cues, errors]), corpusOf([session]), { strict: true });
    const late = rankSuspects(session, facts);
    rankSuspects(session, facts, { turn: 2 });
    expect(rankSuspects(session, facts)).toEqual(late);
  });

  it('names the turn in question, with that as the reason, when nothing points elsewhere', () => {
    const plain = [{ input: 'Hi', output: 'Hello, how can I help you today?' }, { input: 'Thanks', output: 'You are welcome, see you soon.' }];
    expect(blame(plain)).toMatchObject([{ turn: 2, because: [{ cue: 'last-resort' }] }]);
    expect(blame(plain, { turn: 1 })).toMatchObject([{ turn: 1 }]);
  });

  it('has nothing to say of a session without any text', () => {
    expect(blame([{}, {}])).toEqual([]);
  });

  it('adds cues up without ever passing 1', () => {
    for (const { score, because } of blame(outdated)) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it('gives the strongest reason first and the best suspect first', () => {
    const suspects = blame(outdated);
    expect(suspects.map(({ score }) => score)).toEqual(suspects.map(({ score }) => score).sort((a, b) => b - a));
    const weight = new Map(cueWeights.map((cue) => [cue.cue, cue.weight]));
    expect(suspects[0]?.because.map(({ cue }) => weight.get(cue))).toEqual(suspects[0]?.because.map(({ cue }) => weight.get(cue)).sort((a, b) => (b ?? 0) - (a ?? 0)));
  });

  it('does without cues that no plugin gives', () => {
    expect(order(blame(outdated, {}, [context]))).toEqual([4]);
  });
});

describe('the table of cue weights', () => {
  it('names facts that ship, each once, with a weight between 0 and 1', () => {
    const shipped = cues.facts.map(({ id }) => id);
    expect(cueWeights.map(({ cue }) => cue).sort()).toEqual([...shipped].sort());
    for (const { weight } of cueWeights) expect(weight > 0 && weight < 1).toBe(true);
  });

  it('passes the known-wrong turn to exactly the cues that take it', () => {
    const takes = cues.facts.filter(({ params }) => params !== undefined).map(({ id }) => id);
    expect(cueWeights.filter(({ untilTurn }) => untilTurn).map(({ cue }) => cue).sort()).toEqual(takes.sort());
  });
});
