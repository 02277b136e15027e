import { type Measured, type Session, type Turn, spanEvidence } from '../../../src/plugin.js';
import { isStep } from './steps.js';
import { introduced } from './told.js';

const shownMost = 4;

/** 1 when the turn was the first to bring in a value that the reported turn states; 0 else. `reported` 0 is the last turn that says something. */
export function carriedInto(session: Session, turn: Turn, reported: number): Measured<number> {
  const { output } = turn;
  if (!output) return { missing: 'the text of the turn is not recorded' };
  const target = reported === 0 ? session.turns.findLast(isStep) : session.turns[reported - 1];
  if (!target?.output) return { missing: 'the text of the reported turn is not recorded' };
  const values = introduced(session, turn, { from: target.number, until: target.number, most: shownMost });
  const evidence = values.map(({ text, start, end }) =>
    spanEvidence(turn, output.span, { what: `"${text}", which turn ${target.number} states, is first said here`, text: output.text, attribute: output.attribute, range: [start, end] }),
  );
  return { value: values.length > 0 ? 1 : 0, evidence };
}
