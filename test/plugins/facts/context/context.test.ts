import { describe, expect, it } from 'vitest';
import context from '../../../../plugins/facts/context/index.js';
import { createFactContext, createFactRegistry } from '../../../../src/facts/index.js';
import { corpusOf } from '../../../../src/facts/dump-corpus.js';
import type { Measured } from '../../../../src/model/index.js';
import { session as build } from '../../../engine/helpers.js';

const shipping = { id: 'ship', text: 'Standard shipping takes 3 to 5 business days and costs $4.95. Orders over $50 ship free with Blue Heron Express.', metadata: { title: 'Shipping policy' } };
const refund = { id: 'ref', text: 'Money is refunded within 14 days to the card that was used. Damaged goods are refunded in full.', metadata: { title: 'Refund policy' } };
const shippingAnswer = 'Here is our policy: standard shipping takes 3 to 5 business days and costs $4.95, and orders over $50 ship free.';

/** Measures a fact on the last turn of a hand-written session. */
function measure(fact: string, turns: unknown[]): Measured {
  const session = build({ turns });
  const turn = session.turns.at(-1);
  if (!turn) throw new Error('a session needs turns');
  const facts = createFactContext(createFactRegistry([context]), corpusOf([session]), { strict: true });
  return facts.fact(`context.${fact}`, {}, { scope: 'turn', session, turn });
}

const value = (fact: string, turns: unknown[]): unknown => {
  const measured = measure(fact, turns);
  return 'value' in measured ? measured.value : measured.missing;
};

const retrieves = (documents: unknown, query?: string): unknown => ({ kind: 'retriever', documents, query });
const question = 'What is our refund policy?';

describe('context.documents', () => {
  it.each([
    ['counts what retrievers gave', [retrieves([shipping, refund])], 2],
    ['counts an empty answer as 0', [retrieves([])], 0],
    ['counts a search tool by its name and the shape of its result', [{ kind: 'tool', name: 'search_docs', arguments: { query: 'x' }, result: [{ title: 'a', content: 'text of a' }] }], 1],
    ['takes the text of a page that was fetched', [{ kind: 'tool', name: 'fetchPage', result: 'A long enough page about tents and how they are pitched in the rain.' }], 1],
    ['does not take rows of data for documents', [{ kind: 'tool', name: 'search_flights', result: [{ flight: 'LX 12', price: 90 }] }], 0],
    ['does not take the result of any other tool', [{ kind: 'tool', name: 'send_mail', result: 'A long enough text that says what the mail server did with the mail.' }], 0],
    ['does not take a failed search', [{ kind: 'tool', name: 'search_docs', error: 'timeout', result: 'A long enough message about the connection that was lost on the way.' }], 0],
  ])('%s', (_, calls, expected) => {
    expect(value('documents', [{ input: question, output: 'x', calls }])).toBe(expected);
  });

  it('is missing where the retriever does not show what it found', () => {
    expect(value('documents', [{ input: question, output: 'x', calls: [retrieves(undefined)] }])).toMatch(/not recorded/u);
  });
});

describe('context.queryRelevance', () => {
  const relevance = (input: string, documents: unknown, query?: string): unknown => value('queryRelevance', [{ input, output: 'x', calls: [retrieves(documents, query)] }]);

  it('is low when only a word like "policy" meets', () => {
    expect(relevance(question, [shipping], 'refund policy')).toBeLessThan(0.2);
  });

  it('is high when the document is about the question', () => {
    expect(relevance(question, [refund], 'refund policy')).toBe(1);
  });

  it('goes by the best document, not by the mean', () => {
    expect(relevance(question, [shipping, refund], 'refund policy')).toBe(1);
  });

  it('reads titles in the metadata', () => {
    expect(relevance('When are parcels from the winter warehouse delivered?', [{ text: 'On Mondays.', metadata: { title: 'Winter warehouse: parcels delivered' } }])).toBe(1);
  });

  it('knows what a follow-up question is about from the turn before', () => {
    const turns = [{ input: 'Do you refund damaged tents?', output: 'Yes.' }, { input: 'How many days until then?', output: 'x', calls: [retrieves([refund])] }];
    const alone = value('queryRelevance', turns.slice(1));
    expect(value('queryRelevance', turns)).toBeGreaterThan(Number.isFinite(alone) ? Number(alone) : 0);
  });

  it('works on text without spaces', () => {
    expect(relevance('返金規定を教えてください', [{ text: '返金規定：商品は十四日以内に返品できます。' }], '返金規定')).toBeGreaterThan(relevance('返金規定を教えてください', [{ text: '配送料金は無料です。' }], '返金規定') as number);
  });

  it.each([
    ['nothing was retrieved', [{ input: question, output: 'x' }], /retrieved nothing/u],
    ['nothing was found', [{ input: question, output: 'x', calls: [retrieves([])] }], /none were found/u],
    ['the question was not recorded', [{ output: 'x', calls: [retrieves([refund])] }], /question is not recorded/u],
    ['the question has too few words and the search no query', [{ input: 'Hello there', output: 'x', calls: [retrieves([refund])] }], /too few/u],
    ['the query holds nothing specific', [{ input: 'Give me the policy', output: 'x', calls: [retrieves([refund], 'policy')] }], /too few/u],
  ])('is missing when %s', (_, turns, reason) => {
    expect(value('queryRelevance', turns)).toMatch(reason);
  });

  it('shows the question and the best document', () => {
    const measured = measure('queryRelevance', [{ input: question, output: 'x', calls: [retrieves([shipping, refund], 'refund policy')] }]);
    expect('evidence' in measured && measured.evidence.map(({ what, excerpt }) => `${what}: ${excerpt?.slice(0, 14)}`)).toEqual(['question: What is our re', 'best retrieved document ref: Money is refun']);
  });
});

describe('context.answerSupport', () => {
  const support = (output: string | undefined, documents: unknown): unknown => value('answerSupport', [{ input: question, output, calls: [retrieves(documents)] }]);

  it('is high for an answer out of the document and low for one out of nowhere', () => {
    expect(support(shippingAnswer, [shipping])).toBeGreaterThan(0.9);
    expect(support(shippingAnswer, [refund])).toBeLessThan(0.4);
  });

  it('is lower for the same words in another order', () => {
    expect(support('costs business free shipping ship standard orders days', [shipping])).toBeLessThan(support('standard shipping takes business days; orders ship free', [shipping]) as number);
  });

  it.each([
    ['a refusal', 'I am sorry, I do not have information about refunds of bicycles.', [refund], /no answer/u],
    ['a very short answer', 'Yes.', [refund], /too short/u],
    ['an answer that was not recorded', undefined, [refund], /not recorded/u],
    ['a turn without documents', shippingAnswer, [], /no retrieved documents/u],
  ])('is missing for %s', (_, output, documents, reason) => {
    expect(support(output, documents)).toMatch(reason);
  });
});

describe('context.answerLeansOn', () => {
  const leans = (input: string, output: string): unknown => value('answerLeansOn', [{ input, output, calls: [retrieves([shipping])] }]);

  it.each([
    ['the answer repeats numbers of the document', question, shippingAnswer, true],
    ['the answer has nothing of the document', question, 'Please ask the shop assistant about that.', false],
    ['the user gave the numbers', 'Is it true that it costs $4.95, and $50 for free?', 'It is $4.95, and free from $50.', false],
  ])('tells whether %s', (_, input, output, expected) => {
    expect(leans(input, output)).toBe(expected);
  });

  it('shows what was taken, with its place in the document', () => {
    const measured = measure('answerLeansOn', [{ input: question, output: 'That is $4.95, or free over $50.', calls: [retrieves([shipping])] }]);
    const ranges = 'evidence' in measured ? measured.evidence.map(({ range }) => shipping.text.slice(...(range ?? [0, 0]))) : [];
    expect(ranges).toEqual(['4.95', '50']);
  });
});

describe('context.unsupportedClaims', () => {
  const claims = (turns: unknown[]): unknown => {
    const found = value('unsupportedClaims', turns);
    return Array.isArray(found) ? found.map((claim: { text: string }) => claim.text) : found;
  };

  it.each([
    ['names numbers that nothing holds', [{ input: question, output: 'You get it back within 45 days, after 14 days at best.', calls: [retrieves([refund])] }], ['45']],
    ['accepts a number in another spelling', [{ input: 'My budget is 1240.50', output: 'With $1,240.50 you can buy it.' }], []],
    ['accepts what a tool returned', [{ input: 'Where is it?', output: 'Your order is ORD-48213.', calls: [{ kind: 'tool', name: 'orders', result: { id: 'ord-48213' } }] }], []],
    ['accepts what an earlier turn retrieved', [{ input: question, output: 'x', calls: [retrieves([refund])] }, { input: 'When?', output: 'In 14 days.' }], []],
    ['does not accept what a failed tool returned', [{ input: 'Where is it?', output: 'Order 48213-X was sent.', calls: [{ kind: 'tool', name: 'orders', error: 'no such order 48213-X' }] }], ['48213-X']],
    ['names people that nobody mentioned', [{ input: 'Who wrote it?', output: 'It was written by Emily Midkiff.' }], ['Emily Midkiff']],
    ['accepts a person by the surname', [{ input: 'Who is Ms Midkiff?', output: 'The author is Emily Midkiff.' }], []],
    ['does not ask where small counts come from', [{ input: 'How many?', output: 'There are 3 steps.' }], []],
    ['names each claim once', [{ input: 'How much?', output: '451 it is, yes 451.' }], ['451']],
  ])('%s', (_, turns, expected) => {
    expect(claims(turns)).toEqual(expected);
  });

  it('is missing when the answer is not recorded', () => {
    expect(claims([{ input: question }])).toMatch(/not recorded/u);
  });

  it('does not take a part of a longer id for the id', () => {
    expect(claims([{ input: 'Is it AB-1234-XY?', output: 'It is AB-123 here.' }])).toEqual(['AB-123']);
  });

  it('shows claims that stand together once, and no more than eight places', () => {
    const near = measure('unsupportedClaims', [{ input: 'What?', output: 'It is 1001, 1002, 1003 or 1004.' }]);
    expect('evidence' in near && near.evidence.map(({ what }) => what)).toEqual(['"1001", "1002", "1003", "1004" stand in no document, tool result or message']);
    const far = measure('unsupportedClaims', [{ input: 'What?', output: Array.from({ length: 30 }, (_, i) => `${1001 + i} ${'and so on '.repeat(20)}`).join('') }]);
    const shown = 'evidence' in far ? far.evidence : [];
    expect(shown).toHaveLength(8);
    expect(shown.at(-1)?.what).toContain('22 more further on are left out');
  });
});
