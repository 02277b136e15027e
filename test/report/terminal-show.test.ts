import { describe, expect, it } from 'vitest';
import { renderSession } from '../../src/report/terminal-show.js';
import { createStyle } from '../../src/report/terminal-style.js';
import { gaps, retries, slowest } from '../../src/report/timeline.js';
import type { Assessment, Session, Span } from '../../src/model/index.js';
import { said, session, span, text, toolCall, turn } from './hand-made.js';

const show = (given: Session, { width = 100, full = false, turns }: { width?: number; full?: boolean; turns?: Set<number> } = {}): string =>
  text(renderSession(given, { style: createStyle(false), width, full, turns }));

const oneTurn = (root: Span, parts: Parameters<typeof turn>[2] = {}): Session => session('chat-42', [turn(1, root, parts)]);

describe('a conversation', () => {
  const root = span('root', { at: [0, 100] });
  it('shows what was asked and answered, turn by turn', () => {
    expect(show(oneTurn(root, { input: said('weather in Paris?', root), output: said('18 degrees', root) }))).toMatch(/user {4}weather in Paris\?\n {2}agent {3}18 degrees/);
  });
  it.each([
    ['not recorded', undefined, '(not recorded)'],
    ['recorded as empty', said('', root), '(recorded as empty)'],
    ['cut off', { ...said('wea', root), truncated: true }, '(cut off in the recording)'],
    ['withheld', { ...said('__REDACTED__', root), redacted: true }, '(withheld in the recording)'],
  ])('tells a text that is %s', (_, input, note) => {
    expect(show(oneTurn(root, { input, output: said('x', root) }))).toContain(note);
  });
  it('cuts long texts and says how to see them whole', () => {
    const long = oneTurn(root, { input: said('word '.repeat(2000), root), output: said('x', root) });
    expect(show(long)).toContain('(10,000 characters; --full shows them all)');
    expect(show(long, { full: true }).match(/word/g)).toHaveLength(2000);
  });
  it('shows only the turns asked for', () => {
    const two = session('s', [turn(1, span('first')), turn(2, span('second'))]);
    expect(show(two, { turns: new Set([2]) })).not.toContain('Turn 1');
  });
});

describe('judgements', () => {
  const judged = (parts: Partial<Assessment>, aside = false): string => {
    const assessment: Assessment = { name: 'helpful', kind: 'feedback', source: { type: 'human', id: 'a@x' }, valid: true, ...parts };
    return show(oneTurn(span('root'), aside ? { setAside: [assessment] } : { assessments: [assessment] }));
  };
  it.each([
    ['good', { value: true, rationale: 'to the point' }, '✔ helpful = true  (human a@x)\n      to the point'],
    ['bad', { value: 'no' }, '✖ helpful = no  (human a@x)'],
    ['a number', { value: 0.5 }, '• helpful = 0.5  (human a@x)'],
    ['an expectation', { kind: 'expectation' as const, value: 'Paris' }, '• helpful expects Paris  (human a@x)'],
    ['a failed scorer', { error: { code: 'E1', message: 'no key' } }, '! helpful: the scorer failed: E1 no key'],
  ])('shows one that is %s', (_, parts, line) => {
    expect(judged(parts)).toContain(line);
  });
  it('marks one that was replaced', () => {
    expect(judged({ value: true }, true)).toContain('set aside');
  });
});

describe('a span tree', () => {
  const llm = span('chat', { kind: 'llm', at: [0, 800], requestModel: 'gpt-4o', usage: { input: 1234, output: 56 } });
  const failed = span('search', { kind: 'tool', at: [800, 810], status: { code: 'error', message: 'timeout' } });
  const again = span('again', { name: 'search', kind: 'tool', at: [1300, 1310] });
  const root = span('plan', { kind: 'agent', at: [0, 1320], children: [llm, failed, again] });
  const given = session('chat-42', [turn(1, root)], { toolCalls: [toolCall('search', failed, true), toolCall('search', again, false)] });

  it('draws branches with kind, name, status, time and tokens', () => {
    const lines = show(given).split('\n');
    expect(lines.find((line) => line.includes('LLM'))).toMatch(/^ {2}├─ LLM chat \(gpt-4o\) +800 ms +1,234 → 56$/);
    expect(lines.find((line) => line.includes('ERROR'))).toMatch(/^ {2}├─ TOOL search +ERROR +10 ms$/);
    expect(lines.filter((line) => line.includes('└─ TOOL search'))).toHaveLength(1);
  });
  it('gives the message of an error below its span', () => {
    expect(show(given)).toMatch(/ERROR.*\n {2}│ +timeout\n/);
  });
  it('marks the slowest span, a repeated call and a gap', () => {
    const shown = show(given);
    expect(shown).toMatch(/LLM.*\n {2}│ +◀ slowest\n/);
    expect(shown).toContain('↻ attempt 2, with the same arguments');
    expect(shown).toContain('⏸ 490 ms (37 % of the turn) after search');
  });
  it('marks a sum of tokens as a sum', () => {
    expect(show(oneTurn(span('root', { aggregateUsage: { input: 10, output: 2 } })))).toContain('Σ 10 → 2');
  });
  it('says that a parent is missing', () => {
    expect(show(oneTurn(span('p1', { synthetic: 'missing-parent', children: [span('orphan')] })))).toContain('(parent p1 is not in this dump)');
  });
  it('tells a span that never ended', () => {
    expect(show(oneTurn(span('root', { at: [0], children: [span('x', { at: [1, 2] })] })))).toContain('unfinished');
  });
  it('survives ten thousand spans below one another, in a page of fixed width', () => {
    let deep = span('leaf');
    for (let i = 0; i < 10_000; i += 1) deep = span(`s${i}`, { children: [deep] });
    const lines = show(oneTurn(deep), { full: true }).split('\n');
    expect(lines.some((line) => line.includes('⋯10000'))).toBe(true);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
  it('shows two hundred spans of a huge turn and counts the rest', () => {
    const wide = span('root', { children: Array.from({ length: 500 }, (_, i) => span(`s${i}`)) });
    expect(show(oneTurn(wide))).toContain('… and 301 spans more');
  });
  it('lets nothing of a hostile name reach the terminal', () => {
    const evil = 'x\u001b[2J\u202E\n\u009b';
    expect(show(oneTurn(span('r', { name: evil, status: { code: 'error', message: evil } }), { agent: evil, input: said(evil, span('r')) }))).not.toMatch(/[\u001b\u202E\u009b]/);
  });
});

describe('times of a turn', () => {
  it('counts own time of a span without that of its children, overlapping ones once', () => {
    const inner = span('inner', { at: [0, 1000], children: [span('a', { at: [0, 300] }), span('b', { at: [200, 400] })] });
    expect(slowest(turn(1, span('root', { at: [0, 2000], children: [inner] })))).toEqual({ span: inner, ms: 600 });
  });
  it('knows no slowest span without times', () => {
    expect(slowest(turn(1, span('root', { children: [span('a')] })))).toBeUndefined();
  });
  it('finds gaps before, between and after spans', () => {
    const root = span('root', { at: [0, 1000], children: [span('a', { at: [300, 310] }), span('b', { at: [600, 610] })] });
    expect(gaps(turn(1, root)).map(({ ms, after }) => [ms, after?.id])).toEqual([[300, undefined], [290, 'a'], [390, 'b']]);
  });
  it('takes a span that never ended as running on', () => {
    const root = span('root', { at: [0, 1000], children: [span('a', { at: [0] })] });
    expect(gaps(turn(1, root))).toEqual([]);
  });
  it('counts attempts until one succeeds, for equal arguments only', () => {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((id) => span(id)) as [Span, Span, Span, Span, Span];
    const calls = [toolCall('t', a, true), toolCall('t', b, true), toolCall('t', c, true, { arguments: { q: 2 } }), toolCall('t', d, false), toolCall('t', e, false)];
    expect([...retries(session('s', [], { toolCalls: calls }))]).toEqual([[b, 2], [d, 3]]);
  });
});
