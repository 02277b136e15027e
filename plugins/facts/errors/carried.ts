import { type CarriedValue, type Session, type TextIndex, type Turn, carriedValues, indexText } from '../../../src/plugin.js';

/** Texts of turns as they are compared, each read once. */
const answers = new WeakMap<Turn, TextIndex>();
const before = new WeakMap<Turn, TextIndex>();

/** Values that one turn's answer introduced and a later answer repeats. What a user or an earlier answer gave is not introduced. */
export function valuesFrom(session: Session, origin: Turn, later: Turn): CarriedValue[] {
  if (!origin.output || !later.output) return [];
  return carriedValues(answerOf(origin), answerOf(later), knownBefore(session, origin));
}

function answerOf(turn: Turn): TextIndex {
  let index = answers.get(turn);
  if (!index) answers.set(turn, (index = indexText(turn.output?.text ?? '')));
  return index;
}

/** What was said before a turn's answer: by the user up to then, and in earlier answers. Names of agents and tools are no news either. */
function knownBefore(session: Session, turn: Turn): TextIndex {
  let index = before.get(turn);
  if (!index) {
    const texts = session.turns.flatMap(({ number, input, output }) => [number <= turn.number ? (input?.text ?? '') : '', number < turn.number ? (output?.text ?? '') : '']);
    const names = [...session.turns.map(({ agent }) => agent), ...session.toolCalls.map(({ name }) => name)];
    before.set(turn, (index = indexText([...texts, ...new Set(names)].join('\n'))));
  }
  return index;
}

/** True when a text holds the value: a number in any spelling, a name in any case, a phrase word by word. */
export function holds(text: TextIndex, { kind, value }: Pick<CarriedValue, 'kind' | 'value'>): boolean {
  if (text.mentions.has(value)) return true;
  if (kind === 'phrase') return text.phrases.has(value.split(' ').slice(0, 5).join(' '));
  return kind !== 'number' && text.folded.includes(value);
}
