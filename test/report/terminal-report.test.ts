import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal-report.js';
import type { AnalysisReport } from '../../src/report/analysis-report.js';
import { evidence, finding, place, report, rootCause, session, span, text, turn } from './hand-made.js';

const render = (parts: Partial<AnalysisReport>, width = 80, colour = false): string => text(renderTerminal(report(parts), { colour, width }));

const fiveTurns = session('chat-42', [1, 2, 3, 4, 5].map((number) => turn(number, span(`r${number}`, { at: [number * 100, number * 100 + 50] }), { status: number === 2 ? 'error' : 'ok' })));

describe('findings on a terminal', () => {
  it('draws the way of the error from its root cause to where it came out', () => {
    expect(render({ findings: [finding({ rootCause })] })).toContain('root cause  turn 3 ▸ turn 4 ▸ turn 5');
  });
  it('says where an error was challenged', () => {
    expect(render({ findings: [finding({ rootCause: { ...rootCause, challengedAt: 6 } })] })).toContain('challenged at turn 6');
  });
  it('keeps both ends of a long way', () => {
    const long = { ...rootCause, carriedBy: Array.from({ length: 40 }, (_, i) => i + 4), surfacedAt: 44 };
    expect(render({ findings: [finding({ rootCause: long })] })).toContain('turn 3 ▸ turn 4 ▸ turn 5 ▸ turn 6 ▸ … ▸ turn 42 ▸ turn 43 ▸ turn 44');
  });
  it('shows evidence with its file, record and span', () => {
    const shown = render({ findings: [finding()] }, 100);
    expect(shown).toMatch(/evidence {4}turn 3 · tool result · search_orders {2}dump\.json:14 span sp3\n\s+“no order 48213”/);
  });
  it('tells a text recorded as empty from a text', () => {
    expect(render({ findings: [finding({ evidence: [evidence('')] })] })).toContain('recorded as empty');
  });
  it('shows three pieces of evidence and counts the rest', () => {
    const shown = render({ findings: [finding({ evidence: ['one', 'two', 'three', 'four', 'five'].map((word) => evidence(word)) })] });
    expect(shown).toContain('“three”');
    expect(shown).not.toContain('“four”');
    expect(shown).toContain('… and 2 more');
  });
  it('shows the same excerpt once', () => {
    const shown = render({ findings: [finding({ evidence: [evidence('same words'), evidence('same words', { what: 'answer' })] })] }, 100);
    expect(shown.match(/same words/g)).toHaveLength(1);
    expect(shown).toContain('turn 3 · answer');
  });
  it('groups by session, in the order of the worst finding', () => {
    const shown = render({ findings: [finding({ session: 'b', severity: 'critical' }), finding({ session: 'a' }), finding({ session: 'b', severity: 'low' })] });
    expect([...shown.matchAll(/── Session (\w)/g)].map(([, id]) => id)).toEqual(['b', 'a']);
  });
  it('marks findings, root causes and errors on a strip of turns', () => {
    expect(render({ sessions: [fiveTurns], findings: [finding({ rootCause })] })).toContain(' ·✕◆·▪\n');
  });
  it('counts by rule what is too much to read', () => {
    const shown = render({ findings: Array.from({ length: 60 }, (_, i) => finding({ rule: i < 50 ? 'a/first' : 'b/second' })) });
    expect(shown).toContain('… and 10 findings more');
    expect(shown).toMatch(/b\/second {2}10/);
  });
  it('is plain text without colour, and styled with it', () => {
    expect(render({ findings: [finding()] })).not.toContain('\u001b');
    expect(render({ findings: [finding()] }, 80, true)).toContain('\u001b[');
  });
  it.each([60, 80, 100])('fits into %d columns', (width) => {
    const parts = { sessions: [fiveTurns], findings: [finding({ rootCause, message: 'A rather long message that has to be broken. '.repeat(5), fix: 'word '.repeat(60) })] };
    const lines = render(parts, width).split('\n');
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });
});

describe('a hostile dump on a terminal', () => {
  const evil = '\u001b[2J\u001b]0;owned\u0007\u202Egnp\rfake\u009b31m';
  const parts: Partial<AnalysisReport> = {
    sessions: [session(evil, [turn(1, span(evil)), turn(2, span(evil))])],
    findings: [
      finding({ session: evil, message: evil, spanName: evil, rule: `a/${evil}`, fix: evil, rootCause: { ...rootCause, because: [evil] }, evidence: [evidence(evil, { what: evil, spanName: evil, spanId: evil, place: { ...place, file: evil } })] }),
    ],
    notEvaluated: [{ rule: evil, reason: evil, count: 1, example: { session: evil } }],
    failures: [{ rule: evil, error: evil, session: evil, turn: 1 }],
    rules: { loaded: [], notLoaded: [{ rule: evil, file: evil, reason: evil }] },
    diagnostics: [{ code: evil, level: 'error', message: evil, place: { ...place, file: evil } }],
    completeness: [{ code: 'x', title: evil, meaning: evil, count: 1, example: { text: evil, traceId: evil, spanId: evil, place: { ...place, file: evil } } }],
    gate: { verdict: 'failed', why: evil },
  };

  it('moves no cursor, sets no title, turns no text round', () => {
    const shown = render(parts);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(shown.match(/owned/g)?.length).toBeGreaterThan(15);
  });
  it('adds no styles of its own to ours', () => {
    expect(render(parts, 80, true)).not.toMatch(/\u001b(?!\[\d+m)|\u0007/);
  });
});

describe('the summary', () => {
  it('gives what was not evaluated by reason, with the rules', () => {
    const shown = render({
      notEvaluated: [
        { rule: 'cost/token-spike', reason: 'no usage recorded', count: 3, example: { session: 'a' } },
        { rule: 'cost/growth', reason: 'no usage recorded', count: 2, example: { session: 'a' } },
      ],
    });
    expect(shown).toMatch(/no usage recorded \(5 times\)\n\s+cost\/token-spike, cost\/growth/);
  });
  it('says why a rule was not loaded', () => {
    expect(render({ rules: { loaded: [], notLoaded: [{ rule: 'x/y', file: 'rules/x/y.json', reason: 'unknown fact "a.b"' }] } })).toMatch(/✕ x\/y {2}rules\/x\/y\.json\n\s+unknown fact "a\.b"/);
  });
  it('says what the dump lacks and what that means', () => {
    const shown = render({ completeness: [{ code: 'missing-parent', title: 'Spans without their parent', count: 2, meaning: 'They stand under a made-up root.', example: { place } }] });
    expect(shown).toMatch(/2 Spans without their parent\n\s+They stand under a made-up root\.\n\s+e\.g\. dump\.json:14 \(byte 2048\)/);
  });
  it('shows a few notes of each kind, worst first, and counts the rest', () => {
    const bad = Array.from({ length: 9 }, (_, i) => ({ code: 'record-not-json', level: 'warning' as const, message: `byte ${i}: expected a comma`, place }));
    const shown = render({ diagnostics: [...bad, { code: 'no-such-file', level: 'error', message: 'no file x' }] });
    expect(shown.indexOf('no-such-file')).toBeLessThan(shown.indexOf('record-not-json'));
    expect(shown).toContain('… and 6 more of record-not-json');
  });
  it('says the same words about many records once', () => {
    const same = Array.from({ length: 9 }, () => ({ code: 'not-a-trace', level: 'warning' as const, message: 'of no known format', place }));
    const shown = render({ diagnostics: same });
    expect(shown).toContain('not-a-trace  dump.json:14 (byte 2048) and 8 more places');
    expect(shown.match(/of no known format/g)).toHaveLength(1);
  });
  it.each([
    ['clear', '✔ clear  why'],
    ['failed', '✖ gate failed  why'],
    ['incomplete', '? incomplete  why'],
    ['off', 'gate off  why'],
  ] as const)('ends with the verdict %s and its reason', (verdict, line) => {
    expect(render({ gate: { verdict, why: 'why' } }).trimEnd().endsWith(line)).toBe(true);
  });
});
