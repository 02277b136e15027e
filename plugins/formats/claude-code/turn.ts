import { asString, own, type JsonValue, type RawSpan } from '../../../src/plugin.js';
import { mapOf, rest } from './attributes.js';
import type { Line } from './line.js';
import { askedIn } from './role.js';

/** What a prompt set off: its span, under which the spans of its lines stand. */
export interface Strand {
  traceId: string;
  /** Span that the others stand under. Its own span is absent where the dump does not hold the prompt. */
  spanId: string;
  span?: RawSpan;
  /** The strand that this one is a part of: the turn of a sub-agent. */
  above?: Strand;
}

/** The turn that a prompt begins. */
export function turnOf(line: Line, id: string): Strand {
  const span = promptSpan(line, id, id, undefined);
  return { traceId: id, spanId: id, span };
}

/** The span of a prompt, which is that of the agent that answers it. */
export function promptSpan(line: Line, traceId: string, spanId: string, parentId: string | undefined): RawSpan {
  const asked = askedIn(line.blocks);
  const attributes = mapOf([
    ['openinference.span.kind', 'AGENT'],
    ['agent.name', line.agent === undefined && !line.sidechain ? 'claude-code' : undefined],
    ['session.id', line.log],
    ['input.value', asked.every(isText) ? asked.map((block) => asString(own(block, 'text')) ?? '').join('\n') : [{ role: 'user', content: asked }]],
    ['message.content', asked.length < line.blocks.length ? line.blocks : undefined],
    ...rest(line.value),
  ]);
  return { type: 'span', traceId, spanId, parentId, name: parentId === undefined && line.agent === undefined ? 'turn' : 'sub-agent', startNs: line.timeNs, endNs: line.timeNs, status: { code: 'unset' }, attributes, events: [], place: line.place };
}

function isText(block: JsonValue): boolean {
  return typeof own(block, 'text') === 'string';
}

/** A strand lasts as long as what it set off. */
export function stretch(strand: Strand, timeNs: bigint | undefined): void {
  for (let up: Strand | undefined = strand; up && timeNs !== undefined; up = up.above) {
    if (up.span && (up.span.endNs === undefined || up.span.endNs < timeNs)) up.span.endNs = timeNs;
  }
}
