import { type Measured, type Session, type Turn, spanEvidence } from '../../../src/plugin.js';
import { introduced } from './told.js';

/** From so many values on, the turn made up a whole answer. */
const plenty = 4;

/** How much the turn says that nothing before it held and that later turns up to `until` repeat: 0 to 1. */
export function ungroundedCarried(session: Session, turn: Turn, until: number): Measured<number> {
  const { output } = turn;
  if (!output) return { missing: 'the text of the turn is not recorded' };
  const values = introduced(session, turn, { from: turn.number + 1, until: until || session.turns.length, most: plenty });
  const evidence = values.map(({ text, start, end, into }) =>
    spanEvidence(turn, output.span, { what: `"${text}" comes from nothing recorded and is repeated in turn ${into}`, text: output.text, attribute: output.attribute, range: [start, end] }),
  );
  return { value: values.length / plenty, evidence };
}
