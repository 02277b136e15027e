import { defineFacts } from '../../../src/plugin.js';
import { sessionFacts } from './session-facts.js';
import { spanFacts } from './span-facts.js';
import { turnFacts } from './turn-facts.js';
import { usageFacts } from './usage-facts.js';

/** Fields of spans, turns and sessions as the trace records them. */
export default defineFacts({ apiVersion: 1, id: 'core', facts: [...spanFacts, ...turnFacts, ...sessionFacts, ...usageFacts] });
