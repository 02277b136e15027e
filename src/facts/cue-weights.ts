/** How much a cue counts, and how it is told to people. */
export interface CueWeight {
  /** The cue's fact; a fact that nobody gives is left out. */
  cue: string;
  /** About how often a turn with the full cue is the cause, from 0 to 1. */
  weight: number;
  /** What a suspect's reason says. */
  text: string;
  /** The fact takes the turn that is known to be wrong as its parameter `turn`. */
  untilTurn?: true;
}

/**
 * The cues by which turns are suspected. Weights started from how often each cue alone points at the labelled cause in failed runs of several
 * agents, and were rounded; they are no probabilities. Left out because they mislead: error words in an agent's own text, words of agreement, the
 * failing step itself, repetition.
 */
export const cueWeights: readonly CueWeight[] = [
  { cue: 'cue.chainOrigin', weight: 0.8, text: 'it brought in what is known to be wrong, and later turns carried it on', untilTurn: true },
  { cue: 'cue.handOver', weight: 0.7, text: 'the task that it handed over does not match the question' },
  { cue: 'cue.wrongContext', weight: 0.7, text: 'what it retrieved does not match its question, and its answer leans on it' },
  { cue: 'cue.staleDocument', weight: 0.6, text: 'it used a document that says of itself that it no longer holds' },
  { cue: 'cue.beforeFailure', weight: 0.45, text: 'it asked for the first tool use that failed or gave nothing' },
  { cue: 'cue.assumes', weight: 0.3, text: 'it assumes, simulates or fills in what it should have found out' },
  { cue: 'cue.ungroundedCarried', weight: 0.3, text: 'it states what comes from nothing recorded, and later turns repeat it', untilTurn: true },
  { cue: 'cue.carriedInto', weight: 0.15, text: 'it was the first to state a value that the turn in question states', untilTurn: true },
  { cue: 'cue.firstAction', weight: 0.25, text: 'it was the first to act on the task, and no tool failed' },
];
