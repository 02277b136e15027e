import { z } from 'zod';
import { defineFacts, fact } from '../../../src/plugin.js';
import { assumes } from './assumes.js';
import { beforeFailure } from './before-failure.js';
import { carriedInto } from './carried-into.js';
import { chainOrigin } from './chain-origin.js';
import { firstAction } from './first-action.js';
import { handOver } from './hand-over.js';
import { staleDocument } from './stale-document.js';
import { ungroundedCarried } from './ungrounded.js';
import { wrongContext } from './wrong-context.js';

const strength = z.number().min(0).max(1);
const untilTurn = z.object({ turn: z.number().int().min(0).default(0).describe('The turn that is known to be wrong; 0: the last') });

/** Signs that a turn is where an error came in. Each is a strength from 0 to 1 with what shows it; none is proof. */
export default defineFacts({
  apiVersion: 1,
  id: 'cues',
  facts: [
    fact({ id: 'cue.handOver', scope: 'turn', title: 'The task that the turn hands over does not match the question: 0 to 1', cost: 20, returns: strength, measure: ({ session, turn }, _, context) => handOver(session, turn, context) }),
    fact({ id: 'cue.beforeFailure', scope: 'turn', title: 'The turn asked for the first tool use that failed or gave nothing: 0 to 1', cost: 10, returns: strength, measure: ({ session, turn }) => beforeFailure(session, turn) }),
    fact({ id: 'cue.assumes', scope: 'turn', title: 'The turn assumes, simulates or fills in what it should find out: 0 to 1', cost: 15, returns: strength, measure: ({ session, turn }) => assumes(session, turn) }),
    fact({ id: 'cue.ungroundedCarried', scope: 'turn', title: 'The turn states values that come from nothing recorded and later turns repeat: 0 to 1', cost: 100, params: untilTurn, returns: strength, measure: ({ session, turn }, params) => ungroundedCarried(session, turn, params.turn) }),
    fact({ id: 'cue.carriedInto', scope: 'turn', title: 'The turn was the first to state a value that the known-wrong turn states: 0 or 1', cost: 60, params: untilTurn, returns: strength, measure: ({ session, turn }, params) => carriedInto(session, turn, params.turn) }),
    fact({ id: 'cue.chainOrigin', scope: 'turn', title: 'The turn brought in an error that later turns carried on, as far as what was recorded shows: 0 to 1', cost: 103, params: untilTurn, returns: strength, measure: (_, params, context) => chainOrigin(context, params.turn) }),
    fact({ id: 'cue.firstAction', scope: 'turn', title: 'The turn is the first that acts on the task, and no tool failed: 0 or 1', cost: 10, returns: strength, measure: ({ session, turn }) => firstAction(session, turn) }),
    fact({ id: 'cue.wrongContext', scope: 'turn', title: 'What the turn retrieved does not match its question, and the answer leans on it: 0 to 1', cost: 60, returns: strength, measure: (_, __, context) => wrongContext(context) }),
    fact({ id: 'cue.staleDocument', scope: 'turn', title: 'A retrieved document says of itself that it no longer holds: 0 or 1', cost: 10, returns: strength, measure: ({ turn }) => staleDocument(turn) }),
  ],
});
