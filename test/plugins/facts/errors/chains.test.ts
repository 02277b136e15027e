import { describe, expect, it } from 'vitest';
import context from '../../../../plugins/facts/context/index.js';
import cues from '../../../../plugins/facts/cues/index.js';
import errors from '../../../../plugins/facts/errors/index.js';
import { corpusOf } from '../../../../src/facts/dump-corpus.js';
import { createFactContext, createFactRegistry } from '../../../../src/facts/index.js';
import type { Chain, Evidence } from '../../../../src/model/index.js';
import { session as build } from '../../../engine/helpers.js';

function chains(turns: unknown[]): { value: Chain[]; evidence: Evidence[] } {
  const session = build({ turns });
  const facts = createFactContext(createFactRegistry([context, cues, errors]), corpusOf([session]), { strict: true });
  const measured = facts.fact<Chain[]>('errors.chains', {}, { scope: 'session', session });
  return 'value' in measured ? measured : { value: [], evidence: [] };
}

const failed = { input: 'What is my balance?', output: 'Your balance is 1,240.50 dollars.', calls: [{ kind: 'tool', name: 'get_balance', error: 'refused' }] };
const carries = { input: 'And now?', output: 'With 1,240.50 dollars you can afford it.' };
const chain = (...turns: unknown[]): Pick<Chain, 'carriedBy' | 'challengedAt'>[] => chains([failed, ...turns]).value.map(({ carriedBy, challengedAt }) => ({ carriedBy, challengedAt }));

describe('errors.chains', () => {
  it.each([
    ['goes on through a doubt about something else', [carries, { input: 'That is wrong, the museum is closed.', output: 'I see.' }, carries], [{ carriedBy: [2, 4], challengedAt: undefined }]],
    ['ends at a challenge that names the value', [carries, { input: 'That is wrong, it is not 1240.50 dollars.', output: 'I see.' }, carries], [{ carriedBy: [2], challengedAt: 3 }]],
    ['ends at a challenge whose next sentence names the value', [carries, { input: 'That is wrong. I never had 1240.50 dollars.', output: 'I see.' }, carries], [{ carriedBy: [2], challengedAt: 3 }]],
    ['does not begin where the very next turn challenges it', [{ input: 'That is wrong.', output: 'I see.' }, carries], []],
    ['carries no value that the user had given before', [{ input: 'I had 77 dollars', output: 'Good.' }], []],
  ])('%s', (_, turns, expected) => {
    expect(chain(...turns)).toEqual(expected);
  });

  it('takes a value to be known that was given long before', () => {
    const known = { input: `I have 1,240.50 dollars. ${'And more words of no interest. '.repeat(8000)}`, output: 'I see.' };
    expect(chains([known, ...Array.from({ length: 3 }, () => ({ input: 'Go on.', output: 'As you like.' })), failed, carries]).value).toEqual([]);
  });

  it('shows the first and the last of many carriers, and says how many it leaves out', () => {
    const { value, evidence } = chains([failed, ...Array.from({ length: 20 }, () => carries)]);
    expect(value[0]?.carriedBy).toHaveLength(20);
    expect(evidence.length).toBeLessThanOrEqual(8);
    expect(evidence.flatMap(({ what, turn }) => (what.startsWith('answer that carried') ? [turn] : []))).toEqual([2, 3, 21]);
    expect(evidence.some(({ what }) => what.includes('17 more between are left out'))).toBe(true);
  });
});
