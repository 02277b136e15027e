import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze, blame, type AnalysisReport } from '../../src/index.js';

/* The same conversations, in which the same things go wrong, written in each convention: the findings must be equal. */

interface Call {
  kind: 'llm' | 'tool' | 'retriever';
  name: string;
  usage?: [input: number, output: number];
  asked?: string;
  said?: string;
  arguments?: unknown;
  result?: string;
  failed?: string;
  documents?: { id: string; text: string }[];
}

interface TurnOf {
  input: string;
  output: string;
  calls: Call[];
}

type Attributes = Record<string, string | number>;
interface Written {
  attributes: Attributes;
  events?: { name: string; attributes: Attributes }[];
}

/** How a convention writes the root of a turn and each kind of call. */
interface Convention {
  root(turn: TurnOf, session: string): Written;
  call(call: Call): Written;
}

const json = JSON.stringify;
const message = (role: string, content: string) => json([{ role, parts: [{ type: 'text', content }] }]);
/** Leaves out what is not given. */
const given = (attributes: Record<string, string | number | undefined>): Attributes => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Attributes;

const conventions: Record<string, Convention> = {
  'GenAI semantic conventions': {
    root: ({ input, output }, session) => ({ attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'helper', 'gen_ai.conversation.id': session, 'gen_ai.input.messages': message('user', input), 'gen_ai.output.messages': message('assistant', output) } }),
    call: ({ kind, name, usage, asked, said, arguments: args, result, documents }) => {
      if (kind === 'llm') return { attributes: given({ 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': usage?.[0], 'gen_ai.usage.output_tokens': usage?.[1], 'gen_ai.input.messages': asked && message('user', asked), 'gen_ai.output.messages': said && message('assistant', said) }) };
      if (kind === 'tool') return { attributes: given({ 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name, 'gen_ai.tool.call.arguments': json(args), 'gen_ai.tool.call.result': result }) };
      return { attributes: { 'gen_ai.operation.name': 'retrieval', 'gen_ai.retrieval.query.text': asked ?? '', 'gen_ai.retrieval.documents': json(documents?.map(({ id, text }) => ({ id, content: text }))) } };
    },
  },
  OpenInference: {
    root: ({ input, output }, session) => ({ attributes: { 'openinference.span.kind': 'AGENT', 'agent.name': 'helper', 'session.id': session, 'input.value': input, 'output.value': output } }),
    call: ({ kind, name, usage, asked, said, arguments: args, result, documents }) => {
      if (kind === 'llm') return { attributes: given({ 'openinference.span.kind': 'LLM', 'llm.model_name': 'm', 'llm.token_count.prompt': usage?.[0], 'llm.token_count.completion': usage?.[1], ...(asked === undefined ? {} : { 'llm.input_messages.0.message.role': 'user', 'llm.input_messages.0.message.content': asked }), ...(said === undefined ? {} : { 'llm.output_messages.0.message.role': 'assistant', 'llm.output_messages.0.message.content': said }) }) };
      if (kind === 'tool') return { attributes: given({ 'openinference.span.kind': 'TOOL', 'tool.name': name, 'input.value': json(args), 'output.value': result }) };
      const documentKeys = (documents ?? []).flatMap(({ id, text }, n) => [[`retrieval.documents.${n}.document.id`, id], [`retrieval.documents.${n}.document.content`, text]]);
      return { attributes: { 'openinference.span.kind': 'RETRIEVER', 'input.value': asked ?? '', ...Object.fromEntries(documentKeys) as Attributes } };
    },
  },
  OpenLLMetry: {
    root: ({ input, output }, session) => ({ attributes: { 'traceloop.span.kind': 'agent', 'traceloop.entity.name': 'helper', 'gen_ai.agent.name': 'helper', 'traceloop.association.properties.session_id': session, 'traceloop.entity.input': json(input), 'traceloop.entity.output': json(output) } }),
    call: ({ kind, name, usage, asked, said, arguments: args, result, documents }) => {
      if (kind === 'llm') return { attributes: given({ 'llm.request.type': 'chat', 'gen_ai.request.model': 'm', 'gen_ai.usage.prompt_tokens': usage?.[0], 'gen_ai.usage.completion_tokens': usage?.[1], ...(asked === undefined ? {} : { 'gen_ai.prompt.0.role': 'user', 'gen_ai.prompt.0.content': asked }), ...(said === undefined ? {} : { 'gen_ai.completion.0.role': 'assistant', 'gen_ai.completion.0.content': said }) }) };
      if (kind === 'tool') return { attributes: given({ 'traceloop.span.kind': 'tool', 'traceloop.entity.name': name, 'traceloop.entity.input': json({ args: [], kwargs: args }), 'traceloop.entity.output': result === undefined ? undefined : json(result) }) };
      return {
        attributes: { 'db.system': 'chroma', 'db.operation': 'query', 'traceloop.entity.input': json(asked ?? '') },
        events: (documents ?? []).map(({ id, text }) => ({ name: 'db.query.result', attributes: { 'db.query.result.id': id, 'db.query.result.document': text } })),
      };
    },
  },
  MLflow: {
    root: ({ input, output }, session) => ({ attributes: { 'mlflow.spanType': json('AGENT'), 'mlflow.trace.session': json(session), 'session.id': session, 'mlflow.spanInputs': json(input), 'mlflow.spanOutputs': json(output) } }),
    call: ({ kind, name: _name, usage, asked, said, arguments: args, result, documents }) => {
      if (kind === 'llm') return { attributes: given({ 'mlflow.spanType': json('CHAT_MODEL'), 'mlflow.llm.model': json('m'), 'mlflow.chat.tokenUsage': usage && json({ input_tokens: usage[0], output_tokens: usage[1], total_tokens: usage[0] + usage[1] }), 'mlflow.spanInputs': asked && json({ messages: [{ role: 'user', content: asked }] }), 'mlflow.spanOutputs': said && json({ choices: [{ message: { role: 'assistant', content: said } }] }) }) };
      if (kind === 'tool') return { attributes: given({ 'mlflow.spanType': json('TOOL'), 'mlflow.spanInputs': json(args), 'mlflow.spanOutputs': result === undefined ? undefined : json(result) }) };
      return { attributes: { 'mlflow.spanType': json('RETRIEVER'), 'mlflow.spanInputs': json({ query: asked }), 'mlflow.spanOutputs': json(documents?.map(({ id, text }) => ({ page_content: text, id, metadata: {} }))) } };
    },
  },
};

const shipping = 'Standard shipping takes 5 to 7 business days. Orders over $50 ship free; express delivery costs $14.99.';

/** What goes wrong, and which rule says so at which turn. */
const sessions: Record<string, { turns: TurnOf[]; finds: [rule: string, turn: number][] }> = {
  'wrong context': {
    turns: [{ input: 'What is our refund policy?', output: shipping, calls: [{ kind: 'retriever', name: 'retrieve', asked: 'refund policy', documents: [{ id: 'd1', text: shipping }] }] }],
    finds: [['context/relied-on-wrong-context', 1]],
  },
  'swallowed error': {
    turns: [{ input: 'Cancel order 7', output: 'Done! Order 7 is cancelled.', calls: [{ kind: 'tool', name: 'cancel_order', arguments: { order: 7 }, failed: 'gateway timeout' }] }],
    finds: [['errors/swallowed-error', 1]],
  },
  'repeated call': {
    turns: [{ input: 'Where is it?', output: 'On its way.', calls: Array.from({ length: 4 }, () => ({ kind: 'tool' as const, name: 'get_shipment', arguments: { id: 'S-1' }, result: 'in transit' })) }],
    finds: [['loops/repeated-call', 1]],
  },
  'token spike': {
    turns: [900, 950, 9000].map((input) => ({ input: `question ${input}`, output: `answer ${input}`, calls: [{ kind: 'llm', name: 'chat', usage: [input, 20], asked: `question ${input}`, said: `answer ${input}` }] })),
    finds: [['cost/token-spike', 3]],
  },
  'carried error': {
    turns: [
      { input: 'What is my balance?', output: 'Your balance is 1,240.50 euros.', calls: [{ kind: 'tool', name: 'get_balance', arguments: {}, failed: 'connection refused' }] },
      { input: 'Can I afford the laptop?', output: 'Yes, with 1,240.50 euros you can.', calls: [] },
    ],
    finds: [['errors/unchallenged-error', 1], ['errors/swallowed-error', 1]],
  },
};

const folder = mkdtempSync(join(tmpdir(), 'backturn-conventions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const list = (attributes: Attributes): unknown[] => Object.entries(attributes).map(([key, value]) => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }));

/** All sessions in one convention, as OTLP JSON Lines. Ids and times are the same in each. */
function dumpIn(convention: Convention): string {
  let count = 0;
  const lines = Object.entries(sessions).map(([session, { turns }]) => {
    const spans = turns.flatMap((turn) => {
      const traceId = (count += 1).toString(16).padStart(32, '0');
      const rootId = (count += 1).toString(16).padStart(16, '0');
      const start = BigInt(count) * 1_000_000_000n;
      const span = (spanId: string, name: string, at: bigint, { attributes, events = [] }: Written, more: object) => ({
        traceId,
        spanId,
        name,
        startTimeUnixNano: String(at),
        endTimeUnixNano: String(at + 1_000_000n),
        attributes: list(attributes),
        events: events.map((event) => ({ name: event.name, timeUnixNano: String(at), attributes: list(event.attributes) })),
        status: { code: 1 },
        ...more,
      });
      const calls = turn.calls.map((call, index) => {
        const error = call.failed === undefined ? {} : { status: { code: 2, message: call.failed } };
        return span((count += 1).toString(16).padStart(16, '0'), call.name, start + BigInt(index + 1) * 2_000_000n, convention.call(call), { parentSpanId: rootId, ...error });
      });
      return [...calls, { ...span(rootId, 'helper', start, convention.root(turn, session), {}), endTimeUnixNano: String(start + 900_000_000n) }];
    });
    return json({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  });
  return `${lines.join('\n')}\n`;
}

async function reportOf(name: string): Promise<AnalysisReport> {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, dumpIn(conventions[name] as Convention));
  return analyze({ dumps: [file] });
}

/** All of a finding but where it stands in the file and under which key. */
const essence = ({ findings }: AnalysisReport) =>
  findings.map(({ rule, session, turn, message, confidence, rootCause, evidence, conditions, fingerprint }) => ({ rule, session, turn, message, confidence, rootCause, conditions, fingerprint, evidence: evidence.map(({ what, excerpt, spanId, turn: at }) => ({ what, excerpt, spanId, at })) }));

describe('the same faults', async () => {
  const [first = ''] = Object.keys(conventions);
  const expected = essence(await reportOf(first));

  it(`are all found in ${first}`, () => {
    const found = expected.map(({ session, rule, turn }) => [session, rule, turn]);
    const planted = Object.entries(sessions).flatMap(([session, { finds }]) => finds.map(([rule, turn]) => [session, rule, turn]));
    expect([...found].sort()).toEqual([...planted].sort());
  });

  it.each(Object.keys(conventions).slice(1))('are found alike in %s', async (name) => {
    expect(essence(await reportOf(name))).toEqual(expected);
  });

  it('give the same suspects in every convention', async () => {
    const suspects = await Promise.all(
      Object.keys(conventions).map(async (name) => {
        const rows = [];
        for await (const row of blame({ dumps: [join(folder, `${name}.jsonl`)], all: true })) rows.push([row.session, row.suspects.map(({ turn, score, because }) => [turn, score, because.map(({ cue }) => cue)])]);
        return rows;
      }),
    );
    for (const rows of suspects) expect(rows).toEqual(suspects[0]);
  });
});
