import { describe, expect, it } from 'vitest';
import { evaluateRun, evaluateSession, explain } from '../../src/engine/index.js';
import type { LoadedRule } from '../../src/engine/rule.js';
import type { Finding, Outcome } from '../../src/model/index.js';
import { factsFor, rule, session } from './helpers.js';

const levels = session({ turns: [{ input: 'a', tags: { level: 1 } }, { input: 'b', tags: { level: 5 } }, { input: 'c' }] });

async function run(rules: readonly LoadedRule[], on = levels): Promise<Outcome[]> {
  return evaluateSession(rules, on, factsFor([on]));
}

async function findings(loaded: LoadedRule, on = levels): Promise<Finding[]> {
  return (await run([loaded], on)).flatMap((outcome) => (outcome.kind === 'finding' ? [outcome.finding] : []));
}

const tag = (operator: string, value: unknown, more: object = {}) => ({ fact: 'test.tag', operator, value, ...more });

describe('outcomes', () => {
  const cases: [name: string, parts: object, expected: string[]][] = [
    ['fire, stay clear and tell of missing facts, turn by turn', { when: { all: [tag('atLeast', 3)] } }, ['clear', 'finding', 'test.tag: no tag "level"']],
    ['a missing fact does not matter where another condition settles it', { when: { all: [tag('atLeast', 3), { fact: 'turn.number', operator: 'atMost', value: 2 }] } }, ['clear', 'finding', 'clear']],
    ['a missing fact below "not" does not fire the rule', { when: { not: tag('atLeast', 3) } }, ['finding', 'clear', 'test.tag: no tag "level"']],
    ['a fact that any other condition makes up for need not be there', { when: { any: [tag('atLeast', 9), { fact: 'turn.number', operator: 'equals', value: 3 }] } }, ['clear', 'clear', 'finding']],
    ['needs come before conditions', { needs: ['test.tag'], when: { all: [{ fact: 'turn.number', operator: 'moreThan', value: 99 }] } }, ['clear', 'clear', 'test.tag: no tag "level"']],
    ['"exists" tells of absence itself', { when: { all: [tag('exists', false)] } }, ['clear', 'clear', 'finding']],
    ['a fact that throws fails the rule', { when: { all: [{ fact: 'test.boom', operator: 'atLeast', value: 1 }] } }, ['fact test.boom failed: kaboom', 'fact test.boom failed: kaboom', 'fact test.boom failed: kaboom']],
    ['a failure comes before something missing', { when: { all: [tag('atLeast', 1), { fact: 'test.boom', operator: 'atLeast', value: 1 }] } }, Array(3).fill('fact test.boom failed: kaboom') as string[]],
    ['a session fact is measured on the session of a turn', { when: { all: [{ fact: 'session.turns', operator: 'equals', value: 3 }] } }, ['finding', 'finding', 'finding']],
    ['a path leads into the value', { when: { all: [tag('atLeast', 2, { path: '/deep', params: { name: 'object' } })] } }, Array(3).fill('test.tag: no tag "object"') as string[]],
  ];

  it.each(cases)('%s', async (_name, parts, expected) => {
    const outcomes = await run([rule(parts)]);
    expect(outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.error : outcome.kind === 'not-evaluated' ? outcome.reason : outcome.kind))).toEqual(expected);
  });

  it('fails, and is not silently clear, when a value has a type the operator does not compare', async () => {
    const odd = session({ turns: [{ tags: { level: '5' } }, { tags: { level: ['x'] } }] });
    expect((await run([rule({ when: { all: [tag('atLeast', 3)] } })], odd)).map((outcome) => outcome.kind === 'failed' && outcome.error)).toEqual([
      '/when/all/0 (test.tag): "atLeast" compares number, the fact gave a value of type string',
      '/when/all/0 (test.tag): "atLeast" compares number, the fact gave a value of type array',
    ]);
  });

  it('says where it failed or could not be evaluated', async () => {
    const [, , missing] = await run([rule({ when: { all: [tag('atLeast', 3)] } })]);
    expect(missing).toEqual({ kind: 'not-evaluated', rule: 'test/rule', session: 'case', turn: 3, spanId: undefined, reason: 'test.tag: no tag "level"' });
  });

  it('has one outcome per span for a span rule, and one per run for a run rule', async () => {
    const spans = rule({ scope: 'span', when: { all: [{ fact: 'span.kind', operator: 'equals', value: 'agent' }] }, say: '{span.name}' });
    const whole = rule({ scope: 'session', when: { all: [{ fact: 'session.turns', operator: 'atLeast', value: 1 }] }, say: '{session.id}' });
    expect((await run([spans, whole])).map(({ kind }) => kind)).toEqual(['finding', 'finding', 'finding', 'finding']);
    expect(await evaluateRun([spans, whole], [levels], factsFor([levels]))).toEqual([]);
  });
});

describe('a finding', () => {
  it('holds message, place, conditions with actual values and evidence, each piece once', async () => {
    const loaded = rule({
      params: { floor: 3 },
      when: { all: [tag('atLeast', { param: 'floor' }, { name: 'high' }), { any: [tag('moreThan', 100), tag('lessThan', 6)] }] },
      say: 'Level {test.tag} of {{turn}} {turn.number} by {turn.agent}, tokens {usage.input}.',
      tags: ['clears:x'],
    });
    const [finding] = await findings(loaded);
    expect(finding).toMatchObject({
      rule: 'test/rule',
      severity: 'medium',
      confidence: 'candidate',
      session: 'case',
      turn: 2,
      traceId: 'trace-2',
      message: 'Level 5 of {turn} 2 by agent, tokens not recorded.',
      evidence: [{ what: 'tag', turn: 2, excerpt: '5' }],
      conditions: [
        { name: 'high', fact: 'test.tag', operator: 'atLeast', expected: 3, actual: 5, met: true },
        { fact: 'test.tag', operator: 'moreThan', expected: 100, actual: 5, met: false },
        { fact: 'test.tag', operator: 'lessThan', expected: 6, actual: 5, met: true },
      ],
      fix: 'Repair it.',
      tags: ['clears:x'],
    });
    expect(finding?.rootCause).toBeUndefined();
  });

  it('names the turn and span of its root cause', async () => {
    const [finding] = await findings(rule({ when: { all: [tag('atLeast', 3)] }, rootCause: { fact: 'test.chain' } }));
    expect(finding?.rootCause).toEqual({
      introducedAt: 1,
      carriedBy: [2, 3],
      carried: ['42'],
      confidence: 'candidate',
      because: ['it was first'],
      turn: 1,
      traceId: 'trace-1',
      spanId: levels.turns[0]?.root.id,
    });
  });

  it('shows the evidence of the facts that the rule names, and only those', async () => {
    const [finding] = await findings(rule({ when: { all: [tag('atLeast', 3)] }, evidence: ['turn.number', 'test.chain'] }));
    expect(finding?.evidence.map(({ what, turn }) => [what, turn])).toEqual([['value', 1], ['turn', 2]]);
  });

  it('takes its confidence from a fact', async () => {
    const certain = session({ turns: [{ tags: { sure: 'certain' } }] });
    const loaded = rule({ confidence: { fact: 'test.tag', params: { name: 'sure' } } });
    expect((await findings(loaded, certain)).map(({ confidence }) => confidence)).toEqual(['certain']);
  });

  it('stands when its message fails, and the failure is told', async () => {
    const outcomes = await run([rule({ when: { all: [tag('atLeast', 3)] }, say: '{test.boom}' })]);
    expect(outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.error : outcome.kind))).toEqual([
      'clear',
      'finding',
      'the finding stands, but fact test.boom failed: kaboom',
      'not-evaluated',
    ]);
  });
});

describe('explain', () => {
  it('gives every condition its actual value, those included that an evaluation skips', () => {
    const loaded = rule({ when: { all: [{ name: 'late', fact: 'turn.number', operator: 'atLeast', value: 9 }, tag('atLeast', 3), tag('exists', false)] } });
    const [, , turn] = levels.turns;
    if (!turn) throw new Error('no third turn');
    expect(explain(loaded, { scope: 'turn', session: levels, turn }, factsFor([levels]))).toMatchObject({
      verdict: 'clear',
      conditions: [
        { name: 'late', actual: 3, met: false },
        { fact: 'test.tag', missing: 'test.tag: no tag "level"' },
        { operator: 'exists', missing: 'test.tag: no tag "level"', met: true },
      ],
    });
  });
});
