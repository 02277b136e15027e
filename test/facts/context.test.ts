import { describe, expect, it } from 'vitest';
import { createCorpusBuilder, createFactContext, createFactRegistry, fact, type FactContextOptions, FactFailure, type FactReader, type Subject } from '../../src/facts/index.js';
import { session as build } from '../engine/helpers.js';
import { z } from '../../src/util/zod.js';

const session = build({ turns: [{ input: 'a', calls: [{ kind: 'tool', name: 't' }] }, { input: 'b' }] });
const turns: Subject[] = session.turns.map((turn) => ({ scope: 'turn', session, turn }));
const spans: Subject[] = session.turns.flatMap((turn) => turn.spans.map((span): Subject => ({ scope: 'span', session, turn, span })));
const [firstTurn, secondTurn] = turns as [Subject, Subject];
const [firstSpan] = spans as [Subject];

let measured: string[] = [];
const note = <T>(what: string, value: T) => {
  measured.push(what);
  return { value, evidence: [] };
};

const facts = [
  fact({ id: 'x.span', scope: 'span', title: 's', cost: 1, returns: z.string(), measure: ({ span }) => note(`span ${span.name}`, span.name) }),
  fact({ id: 'x.turn', scope: 'turn', title: 't', cost: 1, params: z.strictObject({ add: z.number().default(0) }), returns: z.number(), measure: ({ turn }, { add }) => note(`turn ${turn.number} ${add}`, turn.number + add) }),
  fact({ id: 'x.session', scope: 'session', title: 's', cost: 1, returns: z.string(), measure: (subject) => note('session', subject.session.id) }),
  fact({ id: 'x.run', scope: 'run', title: 'r', cost: 1, returns: z.number(), measure: (subject) => note('run', subject.sessions.length) }),
  fact({ id: 'x.sum', scope: 'session', title: 'sum of turns', cost: 1, returns: z.number(), measure: ({ session: { turns: all } }, _params, context) =>
    note('sum', all.reduce((sum, turn) => { const one = context.fact<number>('x.turn', { add: 10 }, { scope: 'turn', session, turn }); return sum + ('value' in one ? one.value : 0); }, 0)) }),
  fact({ id: 'x.ping', scope: 'turn', title: 'p', cost: 1, returns: z.string(), measure: (_subject, _params, context) => { const pong = context.fact('x.pong'); return 'missing' in pong ? pong : note('ping', 'ping'); } }),
  fact({ id: 'x.pong', scope: 'turn', title: 'p', cost: 1, returns: z.string(), measure: (_subject, _params, context) => context.fact('x.ping') }),
  fact({ id: 'x.boom', scope: 'turn', title: 'b', cost: 1, returns: z.string(), measure: () => { measured.push('boom'); throw new RangeError('too far'); } }),
  fact({ id: 'x.onBoom', scope: 'turn', title: 'b', cost: 1, returns: z.string(), measure: (_subject, _params, context) => context.fact('x.boom') }),
  fact({ id: 'x.liar', scope: 'turn', title: 'l', cost: 1, returns: z.number(), measure: () => ({ value: 'text', evidence: [] }) }),
];

function reader(options: FactContextOptions = {}): FactReader {
  measured = [];
  return createFactContext(createFactRegistry([{ apiVersion: 1, id: 'x', facts }]), createCorpusBuilder().build(), options);
}

const value = (context: FactReader, id: string, subject: Subject, params?: Record<string, number>): unknown => {
  const result = context.fact(id, params, subject);
  return 'value' in result ? result.value : result.missing;
};

describe('measuring facts', () => {
  it('measures once per subject and parameters', () => {
    const context = reader();
    for (const subject of [firstTurn, firstTurn, { ...firstTurn }, secondTurn]) value(context, 'x.turn', subject);
    value(context, 'x.turn', firstTurn, { add: 0 });
    value(context, 'x.turn', firstTurn, { add: 5 });
    expect(measured).toEqual(['turn 1 0', 'turn 2 0', 'turn 1 5']);
  });

  it.each([
    ['a turn fact for a span', 'x.turn', firstSpan, 1],
    ['a session fact for a turn', 'x.session', secondTurn, 'case'],
    ['a session fact for a span', 'x.session', firstSpan, 'case'],
    ['a run fact for a span', 'x.run', firstSpan, 1],
  ])('widens the subject: %s', (_name, id, subject, expected) => {
    expect(value(reader({ sessions: [session] }), id, subject)).toBe(expected);
  });

  it('says so when a run fact is asked for and the run is not at hand', () => {
    expect(value(reader(), 'x.run', firstTurn)).toBe('fact x.run is about the whole run, of which only a part is at hand');
  });

  it('cannot choose one span of a turn', () => {
    expect(() => value(reader(), 'x.span', firstTurn)).toThrow('fact x.span failed: it is about a span and was asked for a turn');
  });

  it('lets facts use facts, of their subject or of another', () => {
    expect(value(reader(), 'x.sum', firstTurn)).toBe(23);
    expect(measured).toEqual(['turn 1 10', 'turn 2 10', 'sum']);
  });

  it('ends where facts need each other', () => {
    expect(value(reader(), 'x.ping', firstTurn)).toBe('fact x.ping needs itself');
  });

  it('keeps a failure, names the fact that failed and does not try again', () => {
    const context = reader();
    for (const id of ['x.boom', 'x.boom', 'x.onBoom']) {
      expect(() => value(context, id, firstTurn)).toThrow(new FactFailure('x.boom', 'too far'));
    }
    expect(measured).toEqual(['boom']);
  });

  it('checks values against what facts say they return, when asked to', () => {
    expect(value(reader(), 'x.liar', firstTurn)).toBe('text');
    expect(() => value(reader({ strict: true }), 'x.liar', firstTurn)).toThrow('fact x.liar failed: its value is not what it says it returns: must be of type number');
  });

  it('needs a subject', () => {
    expect(() => reader().fact('x.turn')).toThrow('it was asked for without a subject');
  });
});
