import type { Content, RawTrace, Span, SpanKind, TurnText } from '../model/index.js';
import { isHollow } from './hollow.js';
import { lastText } from './tool-calls.js';

/** Spans whose text is about a part of the work: never the text of a whole turn. */
const partial: ReadonlySet<SpanKind> = new Set(['tool', 'retriever', 'embedding', 'reranker', 'guardrail', 'evaluator', 'memory', 'parser', 'prompt']);

type Side = 'input' | 'output';

/**
 * What a turn was asked or answered. A root that carries nothing is a wrapper: the text then comes from the nearest span below that does (the
 * first for the input, the last for the output); else from the preview that the container kept for the trace. Where no text is found at all,
 * what was recorded empty gives an empty text, and what was not recorded gives nothing.
 */
export function turnText(root: Span, trace: RawTrace | undefined, side: Side): TurnText | undefined {
  const preview = previewText(root, trace, side);
  const found = nearest(root, side, (span) => spanText(span, side)) ?? (preview && !isHollow(preview) ? preview : undefined);
  if (found) return found;
  const empty = nearest(root, side, (span) => span[side]) ?? preview;
  return empty && { ...empty, text: '' };
}

/** What is read of the root, else of the nearest span below that has it, level by level. */
function nearest(root: Span, side: Side, read: (span: Span) => Content | undefined): TurnText | undefined {
  const own = read(root);
  if (own) return { ...own, span: root };
  for (let level = root.children; level.length > 0; level = level.flatMap((span) => span.children)) {
    const order = side === 'input' ? level : [...level].reverse();
    for (const span of order) {
      const content = partial.has(span.kind) ? undefined : read(span);
      if (content) return { ...content, span };
    }
  }
  return undefined;
}

/** Text of a span: its input or output, else the last message of the user or the assistant. Absent where neither carries any. */
function spanText(span: Span, side: Side): Content | undefined {
  const content = span[side];
  if (content && !isHollow(content)) return content;
  const messages = side === 'input' ? span.inputMessages : span.outputMessages;
  const text = lastText(messages, side === 'input' ? 'user' : 'assistant');
  return text === undefined ? undefined : { text, value: text, attribute: side === 'input' ? 'input messages' : 'output messages' };
}

function previewText(root: Span, trace: RawTrace | undefined, side: Side): TurnText | undefined {
  const preview = trace?.[side];
  if (!preview) return undefined;
  const { value, truncated } = preview;
  return { text: typeof value === 'string' ? value : JSON.stringify(value), value, attribute: `${side} preview of the trace`, truncated, span: root };
}
