import { z } from 'zod';
import { fact, type Session } from '../../../src/plugin.js';
import { shown, showSpan, showTurn } from './evidence.js';

const firstTurn = ({ turns }: Session) => turns.slice(0, 1).map((turn) => showTurn(turn, 'first turn'));

export const sessionFacts = [
  fact({
    id: 'session.turns',
    scope: 'session',
    title: 'Number of turns of the session',
    cost: 1,
    returns: z.int(),
    measure: ({ session }) => ({ value: session.turns.length, evidence: firstTurn(session) }),
  }),
  fact({
    id: 'session.spans',
    scope: 'session',
    title: 'Number of spans of the session',
    cost: 5,
    returns: z.int(),
    measure: ({ session }) => ({
      value: session.turns.reduce((sum, turn) => sum + turn.spans.filter((span) => !span.synthetic).length, 0),
      evidence: firstTurn(session),
    }),
  }),
  fact({
    id: 'session.errors',
    scope: 'session',
    title: 'Number of spans of the session with error status',
    cost: 10,
    returns: z.int(),
    measure: ({ session }) => {
      const failed = session.turns.flatMap((turn) => turn.spans.filter((span) => span.status.code === 'error').map((span) => ({ turn, span })));
      const evidence = failed.slice(0, shown).map(({ turn, span }) => showSpan(span, turn.number, 'failed span', span.status.message));
      return { value: failed.length, evidence };
    },
  }),
];
