import { z } from 'zod';
import { defineFacts, fact } from '../../../src/plugin.js';
import { answerLeansOn } from './leans-on.js';
import { queryRelevance, questionWords } from './relevance.js';
import { documentCount } from './retrieved.js';
import { answerSupport } from './support.js';
import { unsupportedClaims } from './unsupported.js';

const share = z.number().min(0).max(1);

/** What a turn retrieved, and how question, documents and answer fit together. Words only: no model is asked. */
export default defineFacts({
  apiVersion: 1,
  id: 'context',
  facts: [
    fact({
      id: 'context.documents',
      scope: 'turn',
      title: 'Number of documents that retrievers and search tools gave in the turn',
      cost: 5,
      returns: z.number().int(),
      measure: ({ session, turn }) => documentCount(session, turn),
    }),
    fact({
      id: 'context.queryRelevance',
      scope: 'turn',
      title: 'Share of the words of the question, weighted by rarity, that the best retrieved document holds: 0 to 1',
      cost: 30,
      returns: share,
      measure: ({ session, turn }, _, context) => queryRelevance(session, turn, context),
    }),
    fact({
      id: 'context.questionWords',
      scope: 'turn',
      title: 'Number of specific words of the question, and how many of them the best retrieved document holds',
      cost: 31,
      returns: z.object({ asked: z.number().int(), found: z.number().int() }),
      measure: ({ session, turn }, _, context) => questionWords(session, turn, context),
    }),
    fact({
      id: 'context.answerSupport',
      scope: 'turn',
      title: 'Share of the words of the answer, weighted by rarity, that the retrieved documents hold: 0 to 1',
      cost: 30,
      returns: share,
      measure: ({ session, turn }, _, context) => answerSupport(session, turn, context),
    }),
    fact({
      id: 'context.answerLeansOn',
      scope: 'turn',
      title: 'Whether the answer takes numbers, names or phrases from the retrieved documents that no user message holds',
      cost: 30,
      returns: z.boolean(),
      measure: ({ session, turn }) => answerLeansOn(session, turn),
    }),
    fact({
      id: 'context.unsupportedClaims',
      scope: 'turn',
      title: 'Numbers and names of the answer that no document, tool result or message up to this turn holds',
      cost: 60,
      returns: z.array(z.object({ kind: z.enum(['number', 'name', 'id']), text: z.string() })),
      measure: ({ session, turn }) => unsupportedClaims(session, turn),
    }),
  ],
});
