import type { Io } from '../../src/cli/io.js';
import type { Library } from '../../src/cli/library.js';
import { main } from '../../src/cli/main.js';
import type { Dump } from '../../src/read-dump.js';
import type { AnalysisReport } from '../../src/report/analysis-report.js';
import { report, said, session, span, turn } from '../report/hand-made.js';

/** What a run of the command line gave. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

const root = span('root', { kind: 'agent', at: [0, 100], traceId: 'tr-1' });
const second = span('root2', { kind: 'agent', at: [200, 300], traceId: 'tr-2' });

const chat = session('chat-42', [turn(1, root, { input: said('hello', root) }), turn(2, second)]);

/** What a library gives that was told to give it. */
export interface Given {
  dump?: Partial<Dump>;
  report?: Partial<AnalysisReport>;
  /** What any function throws. */
  fails?: unknown;
}

/** Calls of the library, by function, with the options they were given. */
export type Calls = { name: string; options: unknown }[];

/** A library that reads no file. */
function fakeLibrary({ dump, report: parts, fails }: Given, calls: Calls): Library {
  const note = (name: string, options: unknown): void => {
    calls.push({ name, options });
    if (fails !== undefined) throw fails;
  };
  return {
    async readDump(options) {
      note('readDump', options);
      options.onProgress?.({ file: 'x\u001b.json', bytes: 5_000_000, records: 12 });
      return { sessions: [chat], intake: report().intake, diagnostics: [], completeness: [], ...dump };
    },
    async analyze(options) {
      note('analyze', options);
      return report({ sessions: [chat], ...parts });
    },
    async *blame(options) {
      note('blame', options);
      const evidence = [{ what: 'answer' }];
      for (const { id } of dump?.sessions ?? [chat]) {
        yield { session: id, suspects: [{ turn: 1, agent: 'helper', traceId: 'tr-1', spanId: 'root', score: 0.5, because: [{ cue: 'c', text: 'it assumes', evidence }] }] };
      }
    },
    async *measure(options) {
      note('measure', options);
      for (const fact of options.facts) yield { session: 'chat-42', turn: 1, traceId: 'tr-1', spanId: 'root', fact, value: 7, evidence: [] };
    },
    async loadConfig(file) {
      note('loadConfig', file);
      return { packs: ['from-config'], mappings: [], rules: {}, gate: { minSeverity: 'critical', minConfidence: 'certain' }, keepScorerTraces: true, limits: { depth: 9 } };
    },
    async loadMapping(file) {
      note('loadMapping', file);
      return { apiVersion: 1, id: file, title: file, recognise: () => undefined, *read() {} };
    },
    describeFormats: () => [{ kind: 'format', id: 'mlflow', title: 'MLflow', lacks: ['links'] }],
  };
}

/** Runs the command line with a library that stands in for the pipeline. */
export async function run(words: string, given: Given = {}, io: Partial<Io> = {}, calls: Calls = []): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const world: Io = {
    stdout: { write: (text) => void out.push(text) },
    stderr: { write: (text) => void err.push(text) },
    stdin: nothing(),
    env: {},
    isTTY: false,
    ...io,
  };
  const code = await main(words === '' ? [] : words.split(' '), world, async () => fakeLibrary(given, calls));
  return { code, out: out.join(''), err: err.join('') };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
