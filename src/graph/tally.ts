import type { CompletenessItem, Place } from '../model/index.js';
import { compareText } from '../util/stable-json.js';

/** What a tally counts, with the words for people. `{}` in no text: counts stand apart. */
const kinds = {
  'missing-parent': ['Spans whose parent is not in the dump', 'They are kept under a marked stand-in for the parent; what the parent held (inputs, status, usage) is unknown.'],
  'remote-parent': ['Spans whose parent ran in another process and is not in the dump', 'They are taken as the start of a turn; what happened before them is unknown.'],
  'self-parent': ['Spans that name themselves as parent', 'They are taken as roots.'],
  cycle: ['Spans whose parents form a circle', 'The circle is cut at its earliest span, which is taken as a root.'],
  'several-roots': ['Traces with several root spans', 'Each root is a turn of its own.'],
  unfinished: ['Spans without an end', 'Their duration is unknown; outputs may be missing because the dump was made too early or the process died.'],
  'duplicate-equal': ['Spans given more than once, equal', 'Counted once.'],
  'duplicate-differing': ['Spans given more than once with differences', 'Merged: the copy that ended latest wins, gaps are filled from the others.'],
  'duplicate-conflicting': ['Different spans under one id', 'Both are kept, the second under an id with a suffix; parents may be wrong.'],
  'negative-duration': ['Spans that end before they start', 'Their duration is unknown: clocks of several machines disagree.'],
  'clock-skew': ['Spans that start before their parent', 'Order between machines may be wrong by the difference of their clocks.'],
  'truncated-text': ['Texts that were cut when they were recorded', 'Rules over text see only the part that is there.'],
  'withheld-text': ['Texts that were withheld when they were recorded', 'Rules over text are not evaluated on them.'],
  'no-text': ['Model calls without recorded text', 'Content capture was off or its signal is missing (message events may be in a logs file); rules over text are not evaluated on them.'],
  'no-usage': ['Model calls without token counts', 'Token rules are not evaluated on them.'],
  'dropped-attributes': ['Spans that dropped attributes at a limit', 'Messages or counts may be missing from them.'],
  'dropped-events': ['Spans that dropped events at a limit', 'Exceptions or messages may be missing from them.'],
  'fewer-spans': ['Traces that had more spans when they were written', 'The dump is partial: what the missing spans did is unknown.'],
  'no-spans': ['Traces of which only the summary is in the dump', 'Only previews, status and assessments can be judged. Export with spans for more.'],
  'scorer-trace': ['Traces of scorers themselves', 'Left out. `--keep-scorer-traces` keeps them.'],
  'no-session': ['Traces without a session id', 'Each stands alone as a session: rules that look over several turns see only one.'],
  'several-sessions': ['Traces whose spans name several sessions', 'The session of the root is used; the others are taken as sub-agents.'],
  'systems-apart': ['Session ids that several systems use', 'Each system has a session of its own, named after its service: one id there does not mean one conversation.'],
  'several-users': ['Sessions with turns of several users', 'They are kept as one session because they carry the same session id.'],
} as const satisfies Record<string, readonly [title: string, meaning: string]>;

export type TallyKind = keyof typeof kinds;

interface Example {
  traceId?: string;
  id?: string;
  place?: Place;
}

/** Counts what the dump lacks. The example kept is the first by trace and span id, so that it never depends on the order of records. */
export class Tally {
  private readonly counts = new Map<TallyKind, { count: number; example: Example }>();

  add(kind: TallyKind, example: Example): void {
    const known = this.counts.get(kind);
    if (!known) this.counts.set(kind, { count: 1, example });
    else {
      known.count += 1;
      if (compareText(keyOf(example), keyOf(known.example)) < 0) known.example = example;
    }
  }

  items(): CompletenessItem[] {
    return (Object.keys(kinds) as TallyKind[]).flatMap((code) => {
      const found = this.counts.get(code);
      if (!found) return [];
      const { traceId, id, place } = found.example;
      return [{ code, title: kinds[code][0], count: found.count, meaning: kinds[code][1], example: { traceId, spanId: id, place } }];
    });
  }
}

function keyOf(example: Example): string {
  return `${example.traceId ?? ''}\n${example.id ?? ''}`;
}
