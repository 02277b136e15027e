import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDump, type Session } from '../../src/index.js';
import { stableJson } from '../../src/util/stable-json.js';

/* One conversation, exported by MLflow in every shape it has: two turns, a tool that fails in the second, judgements of all kinds. */

const folder = 'test/fixtures/mlflow';
const first = { input: 'weather in Paris?', output: '18C', status: 'ok', usage: { input: 12, output: 5, total: 17, cacheRead: 3 }, tools: [['get_weather', '{"city":"Paris"}', '18C', false]] };
const second = { input: 'and Rome?', output: 'error', status: 'ok', usage: { input: 12, output: 5, total: 17, cacheRead: 3 }, tools: [['get_weather', '{"city":"Paris"}', undefined, true]] };
const judged = [['dictval', '{"a":1,"b":["x"]}'], ['err', undefined], ['expected_facts', '["f1","f2"]'], ['expected_response', '"18C"'], ['helpful', 'true'], ['score', '4']];

function view(session: Session): unknown[] {
  return session.turns.map((turn) => ({
    input: turn.input?.text,
    output: turn.output?.text,
    status: turn.status,
    usage: turn.usage,
    tools: session.toolCalls.filter((call) => call.turn === turn.number).map((call) => [call.name, JSON.stringify(call.arguments), call.resultText, call.failed]),
  }));
}

async function read(...names: string[]): Promise<{ sessions: Session[]; recognised: number; codes: string[] }> {
  const { sessions, intake, completeness } = await readDump({ dumps: names.map((name) => `${folder}/${name}`) });
  return { sessions, recognised: intake.recognised, codes: completeness.map(({ code }) => code) };
}

describe('one MLflow conversation', () => {
  it.each([
    ['own-search-3.11.2dev.json'],
    ['own-pandas-3.11.2dev.csv'],
    ['own-pandas-columns-3.11.2dev.json'],
    ['own-pandas-lines-3.11.2dev.jsonl'],
    ['own-pandas-records-3.11.2dev.json'],
    ['own-get-3.11.2dev.json', 'own-rest-GetTrace-3.11.2dev.json'],
  ])('is the same in all that it says from %s', async (...names) => {
    const { sessions } = await read(...names);
    expect(sessions.map(({ id, key, user }) => [id, key.key, user])).toEqual([['sess-1', 'mlflow.trace.session', 'u-1']]);
    const [session] = sessions as [Session];
    expect(view(session)).toEqual([first, second]);
    const values = session.turns[0]?.assessments.map(({ name, value }) => [name, value === undefined ? undefined : stableJson(value)]).sort();
    expect(values).toEqual(judged);
    expect(session.turns[0]?.setAside.map(({ name, value }) => [name, value])).toEqual([['score', 3]]);
    expect(session.assessments.map(({ name, value }) => [name, value])).toEqual([['conversation_completeness', 'yes']]);
    expect(session.turns[0]?.assessments.find(({ name }) => name === 'helpful')?.rationale).toBe('ok');
  });

  it('is recognised from the artifact of its first trace, which names no session', async () => {
    const { sessions } = await read('own-artifact-traces-3.11.2dev.json');
    expect(sessions.map((session) => session.key.key)).toEqual(['trace']);
    expect(view(sessions[0] as Session)).toEqual([first]);
  });

  it('keeps what a list of trace infos has: session, previews, states, and says that spans are missing', async () => {
    const { sessions, codes } = await read('own-rest-SearchTracesV3-3.11.2dev.json');
    expect(view(sessions[0] as Session).map((turn) => [(turn as typeof first).input, (turn as typeof first).status])).toEqual([['weather in Paris?', 'ok'], ['and Rome?', 'ok']]);
    expect(codes).toContain('no-spans');
  });

  it('keeps the tree and the previews of an export that holds span stubs only', async () => {
    const { sessions } = await read('own-export-import-trace-body.json');
    expect(sessions[0]?.turns[0]).toMatchObject({ input: { text: 'weather in Paris?' }, status: 'ok' });
    expect(sessions[0]?.turns[0]?.spans.map(({ name, parent }) => [name, parent?.name])).toEqual([['agent', undefined], ['get_weather', 'agent'], ['llm', 'agent']]);
  });

  it.each(['own-trace-3.4.1dev.json', 'own-trace-3.5.0-shape.json'])('is read in the span dicts of older versions: %s', async (name) => {
    const { sessions } = await read(name);
    expect(sessions[0]?.turns[0]?.spans.map(({ kind, status }) => [kind, status.code])).toEqual(expect.arrayContaining([['tool', 'error']]));
    expect(sessions[0]?.turns[0]?.input?.text).not.toBe('');
  });

  it('loses the quotes that ingestion by OTLP put around its session id', async () => {
    const { sessions } = await read('own-otlp-ingested-3.11.2dev.json');
    expect(sessions.map(({ id, usage }) => [id, usage?.input])).toEqual([['sess-9', 100]]);
  });

  const shared = '../shared/samples/mlflow';
  if (!existsSync(shared)) process.stderr.write(`${shared} is absent: its files are not checked here\n`);
  it.skipIf(!existsSync(shared))(`is recognised in every file of ${shared} (skipped where that folder is absent)`, async () => {
    for (const name of readdirSync(shared)) {
      const { intake, diagnostics, sessions } = await readDump({ dumps: [`${shared}/${name}`] });
      expect([name, intake.recognised > 0, sessions.length > 0, diagnostics.filter(({ level }) => level !== 'note')]).toEqual([name, true, true, []]);
    }
  });
});
