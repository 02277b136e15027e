import { describe, expect, it } from 'vitest';
import otlp from '../../plugins/formats/otlp/index.js';
import { readWith } from '../plugins/formats/read-with.js';

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'x', startTimeUnixNano: '1', endTimeUnixNano: '2' };
/** More than a call may have arguments. */
const many = 200_000;
const request = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };

describe('lists that are longer than a call may have arguments', () => {
  it.each([
    ['requests in a wrapper', { payload: Array.from({ length: many }, () => request) }],
    ['spans of one scope', { resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: many }, () => span) }] }] }],
  ])('are read whole: %s', (_name, value) => {
    expect(readWith(otlp, value).spans.length).toBe(many);
  }, 60_000);
});
