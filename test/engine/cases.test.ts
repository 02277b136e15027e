import { describe, expect, it } from 'vitest';
import { casesSchema } from '../../src/engine/case-schema.js';
import { runCases } from '../../src/engine/index.js';
import { factsFor, rule } from './helpers.js';

const turns = (...levels: (number | undefined)[]) => ({ turns: levels.map((level) => ({ input: 'x', ...(level === undefined ? {} : { tags: { level } }) })) });
const loaded = rule({ when: { all: [{ fact: 'test.tag', operator: 'atLeast', value: 3 }] }, say: 'Level {test.tag}.', rootCause: { fact: 'test.chain' } });

async function outcome(cases: object): Promise<[passed: boolean, why: string | undefined][]> {
  const results = await runCases(loaded, casesSchema.parse({ fires: [{ name: 'always there', session: turns(9) }], silent: [], ...cases }), (sessions) => factsFor(sessions));
  return results.slice('fires' in cases ? 0 : 1).map(({ passed, why }) => [passed, why]);
}

describe('cases of a rule', () => {
  const table: [name: string, cases: object, expected: [boolean, (string | undefined)?]][] = [
    ['a case that must fire and does', { fires: [{ name: 'n', session: turns(1, 4), expect: { turn: 2, rootCause: 1, message: 'Level 4', confidence: 'candidate', findings: 1 } }] }, [true, undefined]],
    ['a case that must fire and does not', { fires: [{ name: 'n', session: turns(1) }] }, [false, 'no finding; the conditions do not hold']],
    ['a case that must fire and cannot be evaluated', { fires: [{ name: 'n', session: turns(undefined) }] }, [false, 'no finding; not evaluated: test.tag: no tag "level"']],
    ['a finding at another turn', { fires: [{ name: 'n', session: turns(4), expect: { turn: 2 } }] }, [false, 'the finding is at turn 1, expected turn 2']],
    ['a finding with another root cause', { fires: [{ name: 'n', session: turns(4), expect: { rootCause: 2 } }] }, [false, 'the root cause is turn 1, expected turn 2']],
    ['a finding with another message', { fires: [{ name: 'n', session: turns(4), expect: { message: 'Level 5' } }] }, [false, 'the message is "Level 4.", expected it to contain "Level 5"']],
    ['a finding of another confidence', { fires: [{ name: 'n', session: turns(4), expect: { confidence: 'certain' } }] }, [false, 'the finding is candidate, expected certain']],
    ['more findings than expected', { fires: [{ name: 'n', session: turns(4, 5), expect: { findings: 1 } }] }, [false, '2 findings, expected 1']],
    ['a case that must be silent and is', { silent: [{ name: 'n', session: turns(1) }] }, [true, undefined]],
    ['a case that must be silent and fires', { silent: [{ name: 'n', session: turns(7) }] }, [false, 'it fired: Level 7.']],
    ['a case that is silent only for want of data', { silent: [{ name: 'n', session: turns(1, undefined) }] }, [false, 'it stayed silent only because it could not be evaluated: not evaluated: test.tag: no tag "level"']],
    ['a case that says it cannot be evaluated', { silent: [{ name: 'n', session: turns(undefined), evaluated: false }] }, [true, undefined]],
    ['a case that says so wrongly', { silent: [{ name: 'n', session: turns(1), evaluated: false }] }, [false, 'it was evaluated, expected it not to be']],
    ['a gap that is still there', { knownGaps: [{ name: 'n', session: turns(1), why: 'too low' }] }, [true, 'too low']],
    ['a gap that is closed', { knownGaps: [{ name: 'n', session: turns(8), why: 'too low' }] }, [false, 'the gap is closed: move the case to "fires"']],
    ['a false alarm that is known', { knownGaps: [{ name: 'n', session: turns(8), why: 'on purpose', should: 'stay silent' }] }, [true, 'on purpose']],
  ];

  it.each(table)('%s', async (_name, cases, expected) => {
    expect(await outcome(cases)).toEqual([expected]);
  });
});
