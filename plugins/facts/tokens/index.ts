import { z } from 'zod';
import { defineFacts, fact } from '../../../src/plugin.js';
import { largestJump } from './jump.js';

const jump = z.object({
  input: z.number(),
  previous: z.number(),
  growth: z.number(),
  ratio: z.number(),
  usualGrowth: z.number(),
  timesUsual: z.number(),
  largestNewMessage: z.string(),
});

export default defineFacts({
  apiVersion: 1,
  id: 'tokens',
  facts: [
    fact({
      id: 'tokens.jump',
      scope: 'turn',
      title: 'The steepest rise in input tokens from one model call to the next of the same conversation that ends in this turn',
      cost: 20,
      returns: jump,
      measure: ({ session, turn }) => largestJump(session, turn),
    }),
  ],
});
