import { describe, expect, it } from 'vitest';
import { decideGate, type GatePolicy, recordsText, settle } from '../../src/findings/index.js';
import type { Finding, Outcome, Span, TurnText } from '../../src/model/index.js';

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'p/r', title: 't', severity: 'medium', confidence: 'candidate', session: 's1', turn: 1, message: 'm', evidence: [], conditions: [], fix: 'f', tags: [], fingerprint: 'btv1:0', ...parts,
});
const outcome = (parts: Partial<Finding>): Outcome => ({ kind: 'finding', finding: finding(parts) });
const sessions = [{ id: 's2' }, { id: 's1' }];

describe('settling outcomes', () => {
  it('orders findings: worst, surest, earliest session, turn, rule', () => {
    const given = [
      { message: '7', severity: 'low' }, { message: '5', turn: 2, rule: 'p/z' }, { message: '4', turn: 2, rule: 'p/a' }, { message: '3', session: 's1' },
      { message: '2', session: 's2' }, { message: '1', confidence: 'certain' }, { message: '0', severity: 'critical', turn: 9 }, { message: '6', session: 'zz' },
    ] as const;
    const { findings } = settle(given.map(outcome), sessions);
    expect(findings.map(({ message }) => message).join('')).toBe('01234567');
  });

  it('numbers equal fingerprints in the order of findings', () => {
    const { findings } = settle([outcome({ message: 'a' }), outcome({ message: 'b' }), outcome({ message: 'c', fingerprint: 'btv1:1' }), outcome({ message: 'd' })], sessions);
    expect(findings.map(({ message, fingerprint }) => [message, fingerprint])).toEqual([['a', 'btv1:0'], ['b', 'btv1:0-2'], ['c', 'btv1:1'], ['d', 'btv1:0-3']]);
  });

  it('counts outcomes, groups reasons and lists failures', () => {
    const gap = (turn: number, reason: string): Outcome => ({ kind: 'not-evaluated', rule: 'p/r', session: 's1', turn, reason });
    const settled = settle([{ kind: 'clear' }, gap(1, 'no usage'), gap(2, 'no text'), gap(3, 'no text'), { kind: 'failed', rule: 'p/f', session: 's1', turn: 1, error: 'boom' }], sessions);
    expect(settled).toEqual({
      findings: [],
      outcomes: { finding: 0, clear: 1, notEvaluated: 3, failed: 1 },
      notEvaluated: [
        { rule: 'p/r', reason: 'no text', count: 2, example: { session: 's1', turn: 2 } },
        { rule: 'p/r', reason: 'no usage', count: 1, example: { session: 's1', turn: 1 } },
      ],
      failures: [{ rule: 'p/f', error: 'boom', session: 's1', turn: 1 }],
    });
  });
});

describe('recorded text', () => {
  const text = (parts: Partial<TurnText> = {}): TurnText => ({ text: 'hello', value: 'hello', attribute: 'input.value', span: {} as Span, ...parts });
  it.each<[name: string, turns: { input?: TurnText; output?: TurnText }[], recorded: boolean]>([
    ['a question', [{}, { input: text() }], true],
    ['an answer', [{ output: text() }], true],
    ['turns without text', [{}, {}], false],
    ['empty text', [{ input: text({ text: ' ' }), output: text({ text: '' }) }], false],
    ['text that was withheld', [{ input: text({ redacted: true }) }], false],
    ['no turn', [], false],
  ])('of %s', (_name, turns, recorded) => {
    expect(recordsText([{ turns: [] }, { turns }])).toBe(recorded);
  });
});

describe('the gate', () => {
  const counts = { finding: 1, clear: 3, notEvaluated: 0, failed: 0 };
  const none = { finding: 0, clear: 0, notEvaluated: 0, failed: 0 };
  const table: [name: string, parts: Parameters<typeof decideGate>[0], policy: GatePolicy | 'off' | undefined, verdict: string, why: string][] = [
    ['fails on a medium finding by default', { findings: [finding({})], outcomes: counts, sessions: 1 }, undefined, 'failed', '1 of 1 findings of severity medium or worse'],
    ['lets a low finding pass by default', { findings: [finding({ severity: 'low' })], outcomes: counts, sessions: 1 }, undefined, 'clear', 'no findings of severity medium or worse'],
    ['takes another bar', { findings: [finding({ severity: 'low' })], outcomes: counts, sessions: 1 }, { minSeverity: 'low' }, 'failed', '1 of 1 findings of severity low or worse'],
    ['counts only what is certain when asked to', { findings: [finding({})], outcomes: counts, sessions: 1 }, { minConfidence: 'certain' }, 'clear', 'no findings of severity medium or worse that are certain'],
    ['is incomplete without a session', { findings: [], outcomes: none, sessions: 0 }, undefined, 'incomplete', 'the dump holds no session'],
    ['is incomplete when no rule looked', { findings: [], outcomes: none, sessions: 2 }, undefined, 'incomplete', 'no rule looked at anything'],
    ['is incomplete when nothing could be decided', { findings: [], outcomes: { ...none, notEvaluated: 4, failed: 1 }, sessions: 2 }, undefined, 'incomplete', 'none of 5 rule evaluations could be decided'],
    ['passes and tells of failures', { findings: [], outcomes: { ...counts, finding: 0, failed: 2 }, sessions: 2 }, undefined, 'clear', 'no findings of severity medium or worse; 2 rule evaluations failed'],
    ['is incomplete when no turn holds text', { findings: [], outcomes: { ...counts, finding: 0 }, sessions: 2, textRecorded: false }, undefined, 'incomplete', 'no turn holds recorded text: the rules over text saw nothing'],
    ['still fails on a finding when no turn holds text', { findings: [finding({})], outcomes: counts, sessions: 2, textRecorded: false }, undefined, 'failed', '1 of 1 findings of severity medium or worse'],
    ['is off when switched off', { findings: [finding({ severity: 'critical' })], outcomes: counts, sessions: 1 }, 'off', 'off', 'the gate is switched off'],
  ];

  it.each(table)('%s', (_name, parts, policy, verdict, why) => {
    expect(decideGate(parts, policy)).toEqual({ verdict, why });
  });
});
