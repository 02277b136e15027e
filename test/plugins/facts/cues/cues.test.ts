import { describe, expect, it } from 'vitest';
import context from '../../../../plugins/facts/context/index.js';
import cues from '../../../../plugins/facts/cues/index.js';
import errors from '../../../../plugins/facts/errors/index.js';
import { isEmptyResult } from '../../../../plugins/facts/cues/steps.js';
import { corpusOf } from '../../../../src/facts/dump-corpus.js';
import { createFactContext, createFactRegistry } from '../../../../src/facts/index.js';
import { session as build } from '../../../engine/helpers.js';

/** The value of a cue on every turn of a hand-written session; `undefined` where it is missing. */
function cue(id: string, turns: unknown[], params: Record<string, number> = {}): (number | undefined)[] {
  const session = build({ turns });
  const facts = createFactContext(createFactRegistry([context, cues, errors]), corpusOf([session]), { strict: true });
  return session.turns.map((turn) => {
    const measured = facts.fact<number>(`cue.${id}`, params, { scope: 'turn', session, turn });
    return 'value' in measured ? measured.value : undefined;
  });
}

const act = (agent: string, output: string, more: object = {}): object => ({ agent, input: 'go on', output, ...more });

describe('cue.handOver', () => {
  const question = 'Which county seat of Washington has the largest land area, and how many people live there?';
  const plan = 'Plan: 1. Read the traceback of the script. 2. Fix the syntax error in the parser module. 3. Run the unit tests again, compare their output and write a summary of every changed function, with line numbers, the old and new code, its author, and the reason for each change.';
  const matching = 'Plan: 1. List every county seat of Washington. 2. Find the largest land area. 3. Look up how many people live there, with source, year, method, margin, and a short note on the quality of each figure; then write the summary for the reader.';

  it.each([
    ['a task about something else', plan, 'other', [true, false]],
    ['a task in the words of the question', matching, 'other', [false, false]],
    ['the question itself repeated before another task', `${question}\n${plan}`, 'other', [true, false]],
    ['another text that is handed to nobody', plan, 'lead', [false, false]],
    ['an answer that hands nothing over', 'The seat with the largest area is in the west of the state.', 'other', [false, false]],
  ])('looks at %s', (_, output, next, expected) => {
    expect(cue('handOver', [{ agent: 'lead', input: question, output }, act(next, 'I will start with this at once.')]).map((value) => (value ?? 0) > 0)).toEqual(expected);
  });

  it('is missing without the question', () => {
    expect(cue('handOver', [{ agent: 'lead', output: plan }, { agent: 'other', output: 'I will start at once now.' }])[0]).toBeUndefined();
  });
});

describe('cue.beforeFailure', () => {
  const tool = (fields: object): object => ({ kind: 'tool', name: 'run', ...fields });

  it.each([
    ['the turn whose own tool failed', [act('a', 'nothing ran in this step'), act('a', 'I ran the script for you', { calls: [tool({ error: 'exit 1' })] })], [0, 1]],
    ['the first failure only', [act('a', 'I ran the script once', { calls: [tool({ error: 'exit 1' })] }), act('a', 'I ran the script twice', { calls: [tool({ error: 'exit 1' })] })], [1, 0]],
    ['an empty result, a little less', [act('a', 'I searched the catalogue for it', { calls: [tool({ result: [] })] })], [0.8]],
    ['the step before a turn that reports a failed run', [act('a', 'here is the code to run'), act('terminal', 'exitcode: 1 (execution failed)\nCode output: boom'), act('a', 'that failed, let me see')], [1, 0, 0]],
    ['nothing when every run worked', [act('a', 'here is the code to run'), act('terminal', 'exitcode: 0 (execution succeeded)\nCode output: 42')], [0, 0]],
    ['no error words in an agent’s own text', [act('a', 'There was an error and the step failed.', { calls: [tool({ result: 'fine' })] })], [0]],
  ])('points at %s', (_, turns, expected) => {
    expect(cue('beforeFailure', turns)).toEqual(expected);
  });

  it('is missing without any tool use', () => {
    expect(cue('beforeFailure', [act('a', 'only talk in this one')])).toEqual([undefined]);
  });
});

describe('an empty result', () => {
  it.each(['', '[]', ' { } ', 'None', 'null', 'exitcode: 0 (execution succeeded)\nCode output: \n', 'No results found.', 'no matching records were found for 42', '0 results'])('is %j', (text) => {
    expect(isEmptyResult(text)).toBe(true);
  });

  it.each(['0', '42', 'exitcode: 0 (execution succeeded)\nCode output: 42', '{"failed": 0}', 'SYNTAX OK', `No results found in the first index. ${'The second index has this to say of it. '.repeat(10)}`])('is not %j', (text) => {
    expect(isEmptyResult(text)).toBe(false);
  });
});

describe('cue.assumes', () => {
  it('counts the first step in full and later ones by half', () => {
    expect(cue('assumes', [act('a', 'We look it up in the archive.'), act('b', 'Assuming the data is at hand, go on.'), act('a', 'With the sample data it is 5.')])).toEqual([0, 1, 0.5]);
  });

  it('does not blame words that the user brought', () => {
    const turns = [{ agent: 'a', input: 'Assume a spherical cow in a vacuum. What is its area?', output: 'Assume a radius of one: it is 4π.' }];
    expect(cue('assumes', turns)).toEqual([0]);
  });

  it.each(['replace this with the actual key', 'for demonstration purposes only here', 'here is mock data to start', 'set YOUR_API_KEY before you run it', 'based on general knowledge it is ten'])('knows “%s”', (text) => {
    expect(cue('assumes', [act('a', text)])).toEqual([1]);
  });
});

describe('values that come from nothing', () => {
  const made = [act('a', 'We need the sale prices first.'), act('b', 'It sold for $850,000 and $950,000.'), act('c', 'So 950000 is the higher one.'), act('c', 'Answer: 950,000 it is, then.')];

  it('points at the step that brought in what later steps repeat', () => {
    expect(cue('ungroundedCarried', made).map((value) => (value ?? 0) > 0)).toEqual([false, true, false, false]);
  });

  it('looks no further than the turn that is known to be wrong', () => {
    expect(cue('ungroundedCarried', made, { turn: 2 })[1]).toBe(0);
    expect(cue('ungroundedCarried', made, { turn: 3 })[1]).toBeGreaterThan(0);
  });

  it('lets values pass that a tool returned', () => {
    const [first, , ...rest] = made;
    const looked = act('b', 'It sold for $950,000 in the end.', { calls: [{ kind: 'tool', name: 'sales', result: { price: 950000 } }] });
    expect(cue('ungroundedCarried', [first, looked, ...rest])).toEqual([0, 0, 0, 0]);
  });

  it('points at the step that was first with a value of the turn in question', () => {
    expect(cue('carriedInto', made)).toEqual([0, 1, 0, 0]);
    expect(cue('carriedInto', made, { turn: 3 })).toEqual([0, 1, 0, 0]);
  });
});

describe('cue.chainOrigin', () => {
  const failed = { input: 'What is my balance?', output: 'It is 1,240.50 dollars.', calls: [{ kind: 'tool', name: 'balance', error: 'refused' }] };
  const turns = [failed, { input: 'Enough for it?', output: 'With 1,240.50 dollars, yes.' }, { input: 'Nice day', output: 'It is indeed so.' }, { input: 'Note it', output: 'Noted: 1,240.50 dollars.' }];

  it.each([
    ['any chain, where no turn is reported', 0, 1],
    ['no chain at the turn that begins it', 1, 0],
    ['a chain that the reported turn carries', 2, 1],
    ['no chain that the reported turn has no part in', 3, 0],
    ['a chain that comes out in the reported turn', 4, 1],
  ])('counts %s', (_, turn, expected) => {
    expect(cue('chainOrigin', turns, { turn })[0]).toBe(expected);
  });
});

describe('cue.firstAction', () => {
  it.each([
    ['the first step of another agent', [act('lead', 'Here is the plan for all of us.'), act('lead', 'Please look for the list of films.'), act('worker', 'I searched for the list of films.')], [0, 0, 1]],
    ['nothing when a tool failed', [act('lead', 'Here is the plan for all of us.'), act('worker', 'I searched for the list.', { calls: [{ kind: 'tool', name: 'x', error: 'no' }] })], [0, 0]],
    ['nothing in the talk of one agent', [act('a', 'The first answer of all of them.'), act('a', 'The second answer of all of them.')], [0, 0]],
  ])('points at %s', (_, turns, expected) => {
    expect(cue('firstAction', turns)).toEqual(expected);
  });
});

describe('cue.wrongContext', () => {
  const retrieve = (text: string): object => ({ kind: 'retriever', query: 'refund damaged tent', documents: [{ text }] });
  const shipping = 'Standard shipping takes 5 business days and costs $4.95 with Blue Heron Express.';

  it.each([
    ['fires when the answer leans on an unrelated document', retrieve(shipping), 'That takes 5 business days and costs $4.95.', true],
    ['is 0 when the answer does not lean on it', retrieve(shipping), 'Please ask the shop about that.', false],
    ['is 0 when the document is about the question', retrieve('A damaged tent: refund of $4.95 within 5 business days'), 'You get $4.95 within 5 business days.', false],
  ])('%s', (_, call, output, expected) => {
    expect(cue('wrongContext', [{ input: 'Do I get a refund for a damaged tent?', output, calls: [call] }]).map((value) => (value ?? 0) > 0)).toEqual([expected]);
  });

  it('is missing where nothing was retrieved', () => {
    expect(cue('wrongContext', [act('a', 'only talk in this one')])).toEqual([undefined]);
  });
});

describe('cue.staleDocument', () => {
  const stale = (document: object): (number | undefined)[] => cue('staleDocument', [{ input: 'x', output: 'y', calls: [{ kind: 'retriever', documents: [{ text: 'Meals are paid at 45 euros.', ...document }] }] }]);

  it.each([
    [{ metadata: { status: 'superseded' } }, 1],
    [{ metadata: { superseded_by: 'travel-2026' } }, 1],
    [{ metadata: { is_deprecated: true } }, 1],
    [{ text: 'This policy has been replaced by the policy of 2026.' }, 1],
    [{ metadata: { status: 'current' } }, 0],
    [{ metadata: { superseded_by: '' } }, 0],
    [{ metadata: { is_deprecated: false } }, 0],
    [{ text: 'We replaced the old tent; a broken pole can be replaced by hand.' }, 0],
  ])('reads %j as %d', (document, expected) => {
    expect(stale(document)).toEqual([expected]);
  });
});
