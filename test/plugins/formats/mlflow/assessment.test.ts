import { describe, expect, it } from 'vitest';
import mlflow from '../../../../plugins/formats/mlflow/index.js';
import type { Assessment, JsonObject, JsonValue } from '../../../../src/plugin.js';
import { readWith } from '../read-with.js';
import { fixture } from './fixtures.js';

function readAll(...assessments: JsonValue[]): Assessment[] {
  return readWith(mlflow, { info: { trace_id: 'tr-1', assessments }, data: { spans: [] } }).traces[0]?.assessments ?? [];
}

const read = (assessment: JsonObject): Assessment | undefined => readAll({ assessment_name: 'score', ...assessment })[0];

describe('a judgement', () => {
  it.each<[string, JsonObject, Partial<Assessment>]>([
    ['with a number', { feedback: { value: 3.0 } }, { kind: 'feedback', value: 3, valid: true }],
    ['with a truth value', { feedback: { value: false } }, { value: false }],
    ['with an object', { feedback: { value: { a: 1 } } }, { value: { a: 1 } }],
    ['with text of digits', { feedback: { value: '5' } }, { value: '5' }],
    ['that failed', { feedback: { value: null, error: { error_code: 'E', error_message: 'boom', stack_trace: 's' } } }, { value: undefined, error: { code: 'E', message: 'boom' } }],
    ['that failed, in old dumps', { feedback: { value: null }, error: { error_code: 'E' } }, { value: undefined, error: { code: 'E', message: undefined } }],
    ['whose failure is text', { feedback: { error: 'boom' } }, { value: undefined, error: { message: 'boom' } }],
    ['that expects a text', { expectation: { value: '18C' } }, { kind: 'expectation', value: '18C' }],
    ['that expects a list', { expectation: { serialized_value: { serialization_format: 'JSON_FORMAT', value: '["f1", "f2"]' } } }, { kind: 'expectation', value: ['f1', 'f2'] }],
    ['that names an issue', { assessment_name: 'iss-1', issue: { issue_name: 'Wrong tool' }, rationale: 'because' }, { kind: 'issue', name: 'Wrong tool', value: 'iss-1', rationale: 'because' }],
    ['of a person', { source: { source_type: 'HUMAN', source_id: 'a@x' } }, { source: { type: 'human', id: 'a@x' } }],
    ['of a model', { source: { source_type: 'LLM_JUDGE' } }, { source: { type: 'llm_judge' } }],
    ['of a model, in old words', { source: { source_type: 'AI_JUDGE' } }, { source: { type: 'llm_judge' } }],
    ['of code', { source: { source_type: 'CODE', source_id: 'c' } }, { source: { type: 'code', id: 'c' } }],
    ['of nobody known', { source: { source_type: 'SOURCE_TYPE_UNSPECIFIED' } }, { source: { type: 'unknown' } }],
    ['of nobody', {}, { source: { type: 'unknown' } }],
    ['of a span', { span_id: '26EB804AE1FB6416' }, { spanId: '26eb804ae1fb6416' }],
    ['of a session', { metadata: { 'mlflow.trace.session': '"s1"' } }, { session: 's1' }],
    ['that was withdrawn', { valid: false }, { valid: false }],
    ['that was withdrawn, in words', { valid: 'False' }, { valid: false }],
    ['with a time', { create_time: '2026-11-20T11:34:51.674Z' }, { createdNs: 1795174491674000000n }],
  ])('%s is read', (_, assessment, expected) => {
    expect(read(assessment)).toMatchObject(expected);
  });

  it.each<[string, JsonObject, Partial<Assessment>]>([
    ['an expected object', { assessment_type: 'expectation', expectation: { value: 1 }, feedback: null, issue: null }, { kind: 'expectation', value: { value: 1 } }],
    ['an expected list', { assessment_type: 'expectation', expectation: ['f1'] }, { value: ['f1'] }],
    ['feedback with explicit nulls', { assessment_type: 'feedback', feedback: { value: 'yes', error: null }, expectation: null, span_id: null, metadata: null, overrides: null, create_time_ms: 1795174491674 }, { kind: 'feedback', value: 'yes', error: undefined, spanId: undefined, metadata: undefined, createdNs: 1795174491674000000n }],
  ])('of an export with %s is read', (_, assessment, expected) => {
    expect(readAll({ name: 'n', ...assessment })[0]).toMatchObject({ name: 'n', ...expected });
  });

  it.each<[string, JsonValue]>([['"yes"', 'yes'], ['true', true], ['3.0', 3], ['yes', 'yes']])('of a trace archive with the value %s is decoded', (value, expected) => {
    expect(readAll({ name: 'n', feedback: { value } })[0]).toMatchObject({ name: 'n', value: expected });
  });

  it('that another one replaces is not valid, even where it does not say so', () => {
    const [old, young] = readAll({ assessment_id: 'a-1', assessment_name: 'x' }, { assessment_id: 'a-2', assessment_name: 'x', overrides: 'a-1' });
    expect([old?.valid, young?.valid, young?.overrides]).toEqual([false, true, 'a-1']);
  });

  it('that is no object is left out', () => {
    expect(readAll(null, 1, 'x', [], { assessment_name: 'kept' }).map(({ name }) => name)).toEqual(['kept']);
  });
});

describe('the judgements of a real trace', () => {
  it('are all read', () => {
    const assessments = readWith(mlflow, fixture('own-get-3.11.2dev.json')).traces[0]?.assessments ?? [];
    expect(assessments.map(({ name, kind, value, valid, source, session }) => [name, kind, value, valid, source.type, session])).toEqual([
      ['helpful', 'feedback', true, true, 'human', undefined],
      ['score', 'feedback', 3, false, 'llm_judge', undefined],
      ['dictval', 'feedback', { a: 1, b: ['x'] }, true, 'code', undefined],
      ['err', 'feedback', undefined, true, 'code', undefined],
      ['expected_facts', 'expectation', ['f1', 'f2'], true, 'human', undefined],
      ['expected_response', 'expectation', '18C', true, 'human', undefined],
      ['conversation_completeness', 'feedback', 'yes', true, 'llm_judge', 'sess-1'],
      ['score', 'feedback', 4, true, 'human', undefined],
    ]);
  });
});
