import { z } from 'zod';
import { type Chain, type FactContext, type Measured, type Session, type Turn, defineFacts, fact } from '../../../src/plugin.js';
import { type ShownChain, type ToldChain, chainsOf } from './chains.js';
import { failedSpans, swallowed } from './failed-spans.js';

const failure = { count: z.number(), first: z.string(), message: z.string() };
const chain = z.object({
  introducedAt: z.number(),
  carriedBy: z.array(z.number()),
  surfacedAt: z.number().optional(),
  challengedAt: z.number().optional(),
  challenge: z.string(),
  carried: z.array(z.string()),
  confidence: z.enum(['certain', 'candidate']),
  because: z.array(z.string()),
});

export default defineFacts({
  apiVersion: 1,
  id: 'errors',
  facts: [
    fact({
      id: 'errors.failedSpans',
      scope: 'turn',
      title: 'The steps at which failures of the turn started: how many, and name and message of the first',
      cost: 5,
      returns: z.object(failure),
      measure: ({ turn }) => failedSpans(turn),
    }),
    fact({
      id: 'errors.swallowed',
      scope: 'turn',
      title: 'Failed steps that no later step of the turn made up for, and whether the answer admits them',
      cost: 6,
      returns: z.object({ ...failure, acknowledged: z.boolean() }),
      measure: ({ turn }) => swallowed(turn),
    }),
    fact({
      id: 'errors.chains',
      scope: 'session',
      title: 'How errors travelled through the session: introduced at, carried by, surfaced at',
      cost: 100,
      returns: z.array(chain),
      measure: ({ session }, _, context): Measured<ToldChain[]> => {
        if (!session.turns.some((turn) => turn.output)) return { missing: 'no text of the turns is recorded' };
        const chains = chainsIn(session, context);
        return { value: chains.map(({ value }) => value), evidence: chains.flatMap(({ evidence }) => evidence) };
      },
    }),
    fact({
      id: 'errors.chain',
      scope: 'turn',
      title: 'The chain of the error that this turn introduced; without carriers when it introduced none',
      cost: 101,
      returns: chain,
      measure: ({ session, turn }, _, context) => chainAt(session, turn, context),
    }),
    fact({
      id: 'errors.chainConfidence',
      scope: 'turn',
      title: 'How sure the chain is: certain where the runtime, a person or an expectation recorded that something was wrong',
      cost: 102,
      returns: z.enum(['certain', 'candidate']),
      measure: (_, __, context) => {
        const measured = context.fact<Chain>('errors.chain');
        return 'missing' in measured ? measured : { value: measured.value.confidence, evidence: [] };
      },
    }),
  ],
});

/** Chains are found once per session and read by each of its turns. */
const found = new WeakMap<Session, ShownChain[]>();

function chainsIn(session: Session, context: FactContext): ShownChain[] {
  let chains = found.get(session);
  if (!chains) found.set(session, (chains = chainsOf(session, context)));
  return chains;
}

function chainAt(session: Session, turn: Turn, context: FactContext): Measured<ToldChain> {
  if (!turn.output) return { missing: 'the text of the turn is not recorded' };
  const own = chainsIn(session, context).find(({ value }) => value.introducedAt === turn.number);
  return own ?? { value: { introducedAt: turn.number, carriedBy: [], challenge: '', carried: [], confidence: 'candidate', because: [] }, evidence: [] };
}
