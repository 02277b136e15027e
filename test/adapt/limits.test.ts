import { describe, expect, it } from 'vitest';
import { defaultAdaptLimits } from '../../src/adapt/limits.js';
import { createAdapter } from '../../src/adapt/registry.js';
import { configSchema } from '../../src/config.js';
import type { JsonValue, RawSpan } from '../../src/model/index.js';

const place = { file: 'a.json', record: 1, offset: 0, length: 2 };
const span = (count: number): RawSpan => ({
  type: 'span', traceId: 't', spanId: 's', name: 'n', status: { code: 'unset' }, events: [], place,
  attributes: new Map<string, JsonValue>(Array.from({ length: count }, (_, i) => [`a${i}`, i])),
});

describe('the limit on attributes', () => {
  it('keeps the first ones, and tells and counts the rest', () => {
    const notes: string[][] = [];
    const raw = { ...span(5), dropped: { attributes: 1, events: 2 } };
    const read = createAdapter([], [], { attributesPerSpan: 3 }).toSpan(raw, (...note) => void notes.push(note.slice(0, 2) as string[]));
    expect([...read.attributes.keys()]).toEqual(['a0', 'a1', 'a2']);
    expect(read.dropped).toEqual({ attributes: 3, events: 2 });
    expect(notes).toEqual([['too-many-attributes', expect.stringMatching(/Span s has 5 attributes.*limit of 3.*last 2/)]]);
    expect(raw.attributes.size).toBe(5);
  });

  it('says nothing of a span that just meets it', () => {
    const notes: string[] = [];
    expect(createAdapter([], [], { attributesPerSpan: 3 }).toSpan(span(3), (code) => void notes.push(code)).dropped).toBeUndefined();
    expect(notes).toEqual([]);
  });

  it('is 10 000 where nothing else is said', () => {
    expect(defaultAdaptLimits.attributesPerSpan).toBe(10_000);
    expect(createAdapter([], []).toSpan(span(10_001), () => undefined).attributes.size).toBe(10_000);
  });

  it('is a key of the config', () => {
    expect(configSchema.parse({ limits: { attributesPerSpan: 5 } }).limits).toEqual({ attributesPerSpan: 5 });
    expect(configSchema.safeParse({ limits: { attributesPerSpan: 0 } }).success).toBe(false);
  });
});
