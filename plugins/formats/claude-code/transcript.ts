import { asName, asString, own, type JsonValue, type RawEvent, type RawSpan } from '../../../src/plugin.js';
import { mapOf, rest } from './attributes.js';
import { callId, callSpan } from './call.js';
import { agentStarts, promptCalls, promptKey } from './links.js';
import { idOf, type Line } from './line.js';
import { eventName, isResult, roleOf } from './role.js';
import { addResult, toolSpan } from './tool.js';
import { promptSpan, stretch, turnOf, type Strand } from './turn.js';

/** Lines of one model call, and where they stand. */
interface Call {
  lines: Line[];
  first: Line;
  strand: Strand;
}

/** Builds the spans of transcripts, line by line in order of time. */
export class Transcript {
  private readonly strandOfLine = new Map<string, Strand>();
  private readonly latest = new Map<string, Strand>();
  private readonly calls = new Map<string, Call>();
  private readonly tools = new Map<string, { span: RawSpan; strand: Strand }>();
  private readonly early = new Map<string, RawEvent[]>();
  private readonly strands: Strand[] = [];
  private readonly starts: Map<string, string>;
  private readonly prompts: Map<string, string[]>;

  constructor(lines: readonly Line[]) {
    this.starts = agentStarts(lines);
    this.prompts = promptCalls(lines);
    // The turns of a session stand before the sub-agents are read, because a sub-agent belongs to the turn of the call that started it.
    for (const line of lines) if (line.agent === undefined) this.take(line);
    for (const line of lines) if (line.agent !== undefined) this.take(line);
  }

  /** All spans, and how many lines belong to no turn. */
  finish(): { spans: RawSpan[]; left: number } {
    const calls = [...this.calls.values()].map(({ lines, first, strand }) => callSpan(lines, first, strand));
    const tools = [...this.tools.values()].map(({ span }) => span);
    const left = [...this.early.values()].reduce((sum, events) => sum + events.length, 0);
    return { spans: [...this.strands.flatMap(({ span }) => span ?? []), ...calls, ...tools], left };
  }

  private take(line: Line): void {
    const role = roleOf(line);
    if (role === 'bookkeeping') return;
    const strand = role === 'prompt' ? this.begin(line) : this.strandOf(line, role === 'answer' || role === 'results');
    if (strand === undefined) return role === 'event' ? this.addEvent(line, undefined) : undefined;
    if (line.uuid !== undefined) this.strandOfLine.set(line.uuid, strand);
    if (role === 'answer') this.takeAnswer(line, strand);
    else if (role === 'results') this.takeResults(line, strand);
    else if (role === 'event') this.addEvent(line, strand);
    if (role === 'answer' || role === 'results') stretch(strand, line.timeNs);
  }

  /** A prompt begins a turn; that of a sub-agent a span under the call that started it. A second prompt to a sub-agent is a part of its work. */
  private begin(line: Line): Strand {
    const known = line.agent === undefined ? undefined : this.latest.get(trackOf(line));
    if (known) {
      this.addEvent(line, known);
      return known;
    }
    const strand = line.agent !== undefined || line.sidechain ? this.subAgent(line) : turnOf(line, idOf(line));
    this.strands.push(strand);
    this.latest.set(trackOf(line), strand);
    if (strand.span && strand.above === undefined) for (const event of this.early.get(line.log) ?? []) strand.span.events.push(event);
    if (strand.above === undefined) this.early.delete(line.log);
    return strand;
  }

  private subAgent(line: Line): Strand {
    const id = line.agent === undefined ? (idOf(line)) : `agent-${line.agent}`;
    const starter = this.starterOf(line);
    const above = starter?.strand ?? this.latest.get(line.log);
    const parentId = starter?.span.spanId ?? above?.spanId;
    const span = promptSpan(line, above?.traceId ?? id, id, parentId);
    const name = asName(own(starter?.span.attributes.get('input.value'), 'subagent_type')) ?? 'sub-agent';
    span.attributes.set('agent.name', name);
    return { traceId: span.traceId, spanId: id, span, above };
  }

  /** The call that started a sub-agent, by its id; else the first call with its prompt that started no other. */
  private starterOf(line: Line): { span: RawSpan; strand: Strand } | undefined {
    const named = line.agent === undefined ? undefined : this.starts.get(line.agent);
    const call = named ?? this.prompts.get(promptKey(line.log, asString(own(line.blocks[0], 'text')) ?? ''))?.shift();
    return call === undefined ? undefined : this.tools.get(toolKey(line, call));
  }

  /** Where a line belongs: with the line before it; else with the last prompt. Where no prompt is known, what the model did gets a parent that is missing. */
  private strandOf(line: Line, needed: boolean): Strand | undefined {
    const before = line.after === undefined ? undefined : this.strandOfLine.get(line.after);
    const known = before ?? this.latest.get(trackOf(line)) ?? (line.sidechain && line.agent === undefined ? this.latest.get(line.log) : undefined);
    if (known || !needed) return known;
    const traceId = `${line.log}:no-prompt`;
    const strand: Strand = { traceId, spanId: `${traceId}:prompt` };
    this.latest.set(trackOf(line), strand);
    return strand;
  }

  private takeAnswer(line: Line, strand: Strand): void {
    const key = `${line.log}\n${callId(line)}`;
    const call = this.calls.get(key);
    if (call) call.lines.push(line);
    else this.calls.set(key, { lines: [line], first: line, strand });
    for (const block of line.blocks) if (own(block, 'type') === 'tool_use') this.openTool(block, line, call?.strand ?? strand);
  }

  private openTool(block: JsonValue, line: Line, strand: Strand): RawSpan {
    const id = asName(own(block, 'id')) ?? asName(own(block, 'tool_use_id')) ?? `${idOf(line)}:tool`;
    const known = this.tools.get(toolKey(line, id));
    if (known) return known.span;
    const span = toolSpan(block, line, strand, id);
    this.tools.set(toolKey(line, id), { span, strand });
    return span;
  }

  private takeResults(line: Line, strand: Strand): void {
    for (const block of line.blocks.filter(isResult)) {
      const id = asName(own(block, 'tool_use_id')) ?? '';
      const span = this.tools.get(toolKey(line, id))?.span ?? this.openTool({ tool_use_id: id }, line, strand);
      addResult(span, block, line);
    }
    if (!line.blocks.every(isResult)) this.addEvent({ ...line, blocks: line.blocks.filter((block) => !isResult(block)) }, strand);
  }

  /** What happened around the conversation is kept as an event of its turn; before the first turn, of the first. */
  private addEvent(line: Line, strand: Strand | undefined): void {
    const text = asString(own(line.value, 'content')) ?? line.blocks.map((block) => asString(own(block, 'text')) ?? '').join('\n');
    const event: RawEvent = { name: eventName(line), timeNs: line.timeNs, attributes: mapOf([...rest(line.value), ['text', text === '' ? undefined : text]]) };
    const events = strand?.span?.events ?? this.early.get(line.log) ?? [];
    if (!strand?.span) this.early.set(line.log, events);
    events.push(event);
  }
}

/** Lines that follow each other: those of a session, or of one of its sub-agents. */
function trackOf({ log, agent, sidechain, uuid }: Line): string {
  if (agent !== undefined) return `${log}\n${agent}`;
  return sidechain ? `${log}\n${uuid ?? 'sidechain'}` : log;
}

function toolKey({ log }: Line, id: string): string {
  return `${log}\n${id}`;
}
