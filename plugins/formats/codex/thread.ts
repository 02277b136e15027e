import { asCount, asName, asString, own, type JsonValue, type RawEvent } from '../../../src/plugin.js';
import { Counter } from './counts.js';
import type { Head } from './head.js';
import type { Line } from './line.js';
import { addEnd, addOutput, toolSpan } from './tool.js';
import { eventOf, type Call, type Turn } from './turn.js';
import { isInjected, isModelItem, itemTexts, textOf } from './words.js';

/** Builds the turns of a thread, line by line in the order in which they were written. */
export class Thread {
  readonly turns: Turn[] = [];
  private early: RawEvent[] = [];
  private model?: string;
  private context?: Line;
  private readonly counter = new Counter();
  private readonly texts: ReadonlySet<string>;

  constructor(
    readonly head: Head | undefined,
    private readonly name: string,
    lines: readonly Line[],
  ) {
    this.texts = itemTexts(lines);
    for (const line of lines) this.take(line);
  }

  /** Number of lines that stand before any turn, in a thread without one. */
  get left(): number {
    return this.turns.length === 0 ? this.early.length : 0;
  }

  private take(line: Line): void {
    if (line.type === 'turn_context') this.takeContext(line);
    else if (isModelItem(line)) this.takeItem(line);
    else if (line.type === 'response_item') this.takeOther(line);
    else if (line.type === 'event_msg') this.takeEvent(line);
    else this.addEvent(line);
  }

  /** The program says the model and the id of the turn just before or just after the prompt. */
  private takeContext(line: Line): void {
    this.model = asName(own(line.payload, 'model')) ?? this.model;
    const turn = this.turns.at(-1);
    if (!turn || turn.worked) this.context = line;
    else this.explain(turn, line);
  }

  private explain(turn: Turn, { payload }: Line): void {
    turn.id ??= asName(own(payload, 'turn_id'));
    turn.context ??= payload;
  }

  private takeItem(line: Line): void {
    const turn = this.turnFor(line);
    this.say(turn, line);
    if (line.kind.endsWith('_call')) {
      const id = asName(own(line.payload, 'call_id')) ?? `${turn.fallbackId}:tool-${turn.tools.size + 1}`;
      if (!turn.tools.has(id)) turn.tools.set(id, toolSpan(line, id));
    }
  }

  private say(turn: Turn, line: Line): void {
    turn.worked = true;
    turn.endNs = line.timeNs ?? turn.endNs;
    const open = turn.calls.at(-1);
    if (open && !open.answered && open.counts === undefined) open.lines.push(line);
    else turn.calls.push({ lines: [line], first: line, answered: false, model: this.model });
  }

  private takeOther(line: Line): void {
    if (line.kind.endsWith('_output')) this.takeOutput(line);
    else if (own(line.payload, 'role') === 'user' && !isInjected(line)) this.open(line, 'item');
    else this.addEvent(line);
  }

  private takeOutput(line: Line): void {
    const turn = this.turnFor(line);
    const id = asName(own(line.payload, 'call_id')) ?? '';
    const span = this.turns.findLast(({ tools }) => tools.has(id))?.tools.get(id) ?? toolSpan({ ...line, kind: 'tool_call' }, id);
    if (!this.turns.some(({ tools }) => tools.has(id))) turn.tools.set(id, span);
    addOutput(span, line);
    turn.worked = true;
    turn.endNs = line.timeNs ?? turn.endNs;
    const call = turn.calls.at(-1);
    if (call) call.answered = true;
  }

  private takeEvent(line: Line): void {
    const { kind, payload } = line;
    if (kind === 'user_message' || kind === 'task_started' || kind === 'turn_started') this.open(line, kind === 'user_message' ? 'event' : 'task');
    else if (kind === 'token_count') this.count(line);
    else if (kind === 'agent_message' || kind === 'agent_reasoning') this.takeSpoken(line);
    else if (kind.endsWith('_end') && own(payload, 'call_id') !== undefined) this.takeEnd(line);
    else if (kind === 'thread_rolled_back') this.rollBack(line);
    else this.close(line);
  }

  /** Items hold what the events say again; in reduced rollouts the events stand alone. */
  private takeSpoken(line: Line): void {
    if (!this.texts.has(textOf(line))) this.say(this.turnFor(line), line);
  }

  private takeEnd(line: Line): void {
    const id = asName(own(line.payload, 'call_id')) ?? '';
    const span = this.turns.findLast(({ tools }) => tools.has(id))?.tools.get(id);
    if (span) addEnd(span, line);
    else this.addEvent(line);
  }

  /** Counts belong to the call that has none yet; those of a call that left no items, such as a compaction, stand alone. */
  private count(line: Line): void {
    const counts = this.counter.read(own(line.payload, 'info'));
    const turn = this.turns.at(-1);
    if (!counts || !turn || (!turn.worked && turn.calls.length === 0)) return;
    const open: Call | undefined = turn.calls.at(-1);
    if (open && open.counts === undefined) open.counts = counts;
    else turn.calls.push({ lines: [], first: line, counts, answered: true, model: this.model });
  }

  private rollBack(line: Line): void {
    const number = asCount(own(line.payload, 'num_turns')) ?? 0;
    const standing = this.turns.filter((turn) => turn.rolledBack !== true);
    for (const turn of number === 0 ? [] : standing.slice(-number)) turn.rolledBack = true;
    this.addEvent(line);
  }

  /** What ends a turn, and whatever else happens in it. */
  private close(line: Line): void {
    const turn = this.turns.at(-1);
    if (turn && ['task_complete', 'turn_complete', 'turn_aborted', 'error'].includes(line.kind)) {
      turn.worked = true;
      turn.endNs = line.timeNs ?? turn.endNs;
      if (line.kind === 'error') turn.error = asString(own(line.payload, 'message')) ?? 'error';
    }
    this.addEvent(line);
  }

  private addEvent(line: Line): void {
    const turn = this.turns.at(-1);
    (turn ? turn.events : this.early).push(eventOf(line));
  }

  private turnFor(line: Line): Turn {
    return this.turns.at(-1) ?? this.begin(line);
  }

  /** A prompt is written up to three times, each time in another way: as the task, as an item of the model's input, as an event. */
  private open(line: Line, how: 'task' | 'item' | 'event'): void {
    const last = this.turns.at(-1);
    const turn = last && !last.worked && !last.openers.has(how) ? last : this.begin(line);
    turn.openers.add(how);
    turn.id ??= how === 'task' ? asName(own(line.payload, 'turn_id')) : undefined;
    if (how !== 'task') turn.asked = how === 'event' ? textOf(line) : (turn.asked ?? textOf(line));
    if (how === 'item' && turn.images.length === 0) turn.images = imagesIn(line);
  }

  private begin(first: Line): Turn {
    const number = String(this.turns.length + 1).padStart(4, '0');
    const turn: Turn = { head: this.head, session: this.head?.session ?? this.name, opensThread: this.turns.length === 0, fallbackId: `${this.head?.thread ?? this.name}:turn-${number}`, openers: new Set(), worked: false, first, images: [], events: this.early, calls: [], tools: new Map() };
    if (this.context) this.explain(turn, this.context);
    [this.early, this.context] = [[], undefined];
    this.turns.push(turn);
    return turn;
  }
}

function imagesIn({ payload }: Line): JsonValue[] {
  const content = own(payload, 'content');
  return Array.isArray(content) ? content.filter((part) => own(part, 'type') === 'input_image') : [];
}
