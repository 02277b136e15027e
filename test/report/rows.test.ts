import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/model/index.js';
import { attributeSchema } from '../../src/report/attribute-use.js';
import { renderJson } from '../../src/report/json.js';
import { renderJsonLines } from '../../src/report/jsonl.js';
import { sessionDocument } from '../../src/report/session-document.js';
import { sessionRow } from '../../src/report/session-row.js';
import { renderSuspects } from '../../src/report/terminal-blame.js';
import { renderMeasures } from '../../src/report/terminal-measure.js';
import { renderSchema } from '../../src/report/terminal-schema.js';
import { renderSessions } from '../../src/report/terminal-sessions.js';
import { createStyle } from '../../src/report/terminal-style.js';
import { toJson } from '../../src/report/to-json.js';
import { evidence, finding, report, rootCause, said, session, span, text, toolCall, turn } from './hand-made.js';

const style = createStyle(false);
const failing = span('tool', { kind: 'tool', at: [10, 20], status: { code: 'error' } });
const root = span('root', { kind: 'agent', at: [0, 1500], children: [failing] });
const given = session('chat-42', [turn(1, root, { input: said('hi', root) })], { usage: { input: 1200, output: 30 }, toolCalls: [toolCall('t', failing, true)] });

describe('a session as a row', () => {
  it('sums turns, spans, errors, tokens and time up', () => {
    expect(sessionRow(given, 3)).toEqual({
      session: 'chat-42', turns: 1, spans: 2, errors: 1, inputTokens: 1200, outputTokens: 30,
      startTime: 1_700_000_000_000_000_000n, durationMs: 1500, key: 'session.id', reason: 'the spans name the session', findings: 3,
    });
  });
  it('counts a failed turn whose spans are silent, and no made-up span', () => {
    const silent = turn(1, span('p', { synthetic: 'missing-parent', children: [span('a')] }), { status: 'error' });
    expect(sessionRow(session('s', [silent]))).toMatchObject({ spans: 1, errors: 1 });
  });
  it('stands in a table with what makes it a session', () => {
    expect(text(renderSessions([given], style, 100))).toMatch(/chat-42 +1 +2 +1 +1,200 +30 +1\.5 s +2023-11-14 22:13:20\n\n.*\n {2}1 session: the spans name the session \(session\.id\)/);
  });
  it('keeps numbers readable where the page is narrow, and cuts ids instead', () => {
    const narrow = text(renderSessions([session('x'.repeat(200), [])], style, 80)).split('\n');
    expect(narrow[1]).toMatch(/^x+… /);
    expect(narrow[1]?.length).toBeLessThanOrEqual(80);
  });
});

describe('the JSON report', () => {
  const shown = text(renderJson(report({ sessions: [given], findings: [finding({ rootCause })], gate: { verdict: 'failed', why: 'one' } })));
  const parsed: unknown = JSON.parse(shown);
  it('states its schema, tool and verdict, and holds every part', () => {
    expect(Object.keys(parsed as object)).toEqual(['schema', 'tool', 'gate', 'intake', 'findings', 'outcomes', 'notEvaluated', 'failures', 'rules', 'diagnostics', 'completeness', 'sessions']);
    expect(parsed).toMatchObject({ schema: 'backturn.report/1', gate: { verdict: 'failed' } });
  });
  it('gives times with nanoseconds and the number of findings of each session', () => {
    expect(parsed).toMatchObject({ sessions: [{ session: 'chat-42', startTime: '2023-11-14T22:13:20.000000000Z', findings: 1 }] });
  });
  it('leaves hostile text as it was, escaped', () => {
    const evil = '\u001b[2J\u202E';
    const json = text(renderJson(report({ findings: [finding({ message: evil })] })));
    expect(json).not.toContain('\u001b');
    expect(JSON.parse(json)).toMatchObject({ findings: [{ message: evil }] });
  });
  it('is valid without anything found', () => {
    expect(JSON.parse(text(renderJson(report({}))))).toMatchObject({ findings: [], sessions: [] });
  });
});

describe('findings as JSON Lines', () => {
  it('have their keys in a fixed order', () => {
    const line = text(renderJsonLines(report({ findings: [finding({ rootCause, spanId: 'sp' })] })));
    expect(Object.keys(JSON.parse(line) as object)).toEqual(['rule', 'severity', 'confidence', 'session', 'turn', 'traceId', 'spanId', 'message', 'rootCause', 'evidence', 'fingerprint']);
  });
  it('leave out what a finding does not have', () => {
    expect(text(renderJsonLines(report({ findings: [finding()] })))).not.toMatch(/rootCause|"spanId":null/);
  });
});

describe('a session as a document', () => {
  it('names spans by id, so that there is no cycle', () => {
    expect(JSON.parse(toJson(sessionDocument(given)))).toMatchObject({
      id: 'chat-42',
      turns: [{ root: 'root', input: { text: 'hi', span: 'root' }, spans: [{ id: 'root', children: ['tool'] }, { id: 'tool', parent: 'root', startNs: '2023-11-14T22:13:20.010000000Z' }] }],
      toolCalls: [{ name: 't', span: 'tool' }],
    });
  });
  it('keeps attributes whatever their names', () => {
    const odd = span('root', { attributes: new Map<string, JsonValue>([['__proto__', 'x'], ['a', 1]]) });
    expect(toJson(sessionDocument(session('s', [turn(1, odd)])))).toContain('{"__proto__":"x","a":1}');
  });
});

describe('attribute keys', () => {
  const content = (attribute: string, value: string): { attribute: string; text: string; value: string } => ({ attribute, text: value, value });
  const llm = span('chat', { kind: 'llm', input: content('input.value', ''), output: content('output.value', 'answer'), attributes: new Map([['my.notes.0.text', 'n'.repeat(100)], ['my.notes.1.text', 'n'.repeat(100)], ['input.value', 'q'.repeat(100)]]) });
  const llm2 = span('chat2', { kind: 'llm', input: content('input.value', 'question') });
  const wrapper = span('serve', { kind: 'chain', children: [llm, llm2] });
  const schema = attributeSchema([session('s', [turn(1, wrapper, { input: said('question', llm2) })])]);

  it('are counted by kind of span, with the first example that is not empty', () => {
    expect(schema.attributes).toMatchObject([
      { kind: 'llm', side: 'input', attribute: 'input.value', count: 2, of: 2, empty: 1, example: { text: 'question', spanId: 'chat2' } },
      { kind: 'llm', side: 'output', attribute: 'output.value', count: 1, of: 2 },
      { kind: 'llm', side: 'other text', attribute: 'my.notes.N.text', count: 1 },
    ]);
  });
  it('tell that the root is a wrapper', () => {
    expect(text(renderSchema(schema, style, 120))).toContain('in 1 of 1 turn the root only wraps the span that holds the text');
  });
});

describe('suspects', () => {
  it('are ranked, with their reasons and what shows them', () => {
    const because = [{ cue: 'x', text: 'assumes a value', evidence: [evidence('assume 5')] }];
    const shown = text(renderSuspects({ session: 's', suspects: [{ turn: 3, agent: 'planner', traceId: 'tr-3', spanId: 'sp', score: 0.8123, because }] }, style, 80));
    expect(shown).toMatch(/1\. turn 3 {2}planner {2}score 0\.81\n {5}trace tr-3 span sp\n {5}- assumes a value\n {9}“assume 5”\n {9}dump\.json:14 span sp3/);
  });
  it('say when there are none', () => {
    expect(text(renderSuspects({ session: 's', suspects: [] }, style, 80))).toContain('No suspect');
  });
});

describe('measured facts', () => {
  it('are followed by how they are spread', () => {
    const rows = [1, 2, 3, 4].map((value) => ({ session: 's', turn: value, fact: 'usage.input', value: value * 10 }));
    const shown = text(renderMeasures([...rows, { session: 's', turn: 5, fact: 'usage.input', value: null, reason: 'no usage recorded' }], style, 120));
    expect(shown).toContain('not known: no usage recorded');
    expect(shown).toMatch(/usage\.input +4 +1 +10 +10 +30 +40 +40/);
  });
});
