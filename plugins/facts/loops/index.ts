import { z } from 'zod';
import { defineFacts, fact } from '../../../src/plugin.js';
import { mostRepeated } from './repeated.js';

export default defineFacts({
  apiVersion: 1,
  id: 'loops',
  facts: [
    fact({
      id: 'loops.repeatedCall',
      scope: 'turn',
      title: 'The tool call that the turn made most often with equal arguments and equal results (polling, retries after an error and paging left out)',
      cost: 10,
      returns: z.object({ tool: z.string(), count: z.number() }),
      measure: ({ session, turn }) => mostRepeated(session, turn),
    }),
  ],
});
