import { builtin } from './builtin.js';
import type { AdaptLimits } from './adapt/limits.js';
import { createAdapter } from './adapt/registry.js';
import { assemble, inEventOrder } from './graph/index.js';
import { ingest, type IngestItem, type Limits } from './ingest/index.js';
import type { CompletenessItem, Diagnostic, Place, RawItem, RawLog, RawRecord, RawTrace, Session, Span } from './model/index.js';
import type { ConventionPlugin } from './adapt/convention.js';
import type { FormatPlugin, Note, Recognition, TogetherContext } from './adapt/format.js';
import type { Intake, RecognisedShape } from './report/analysis-report.js';
import { groupBy, pushTo } from './util/group-by.js';
import { compareText } from './util/stable-json.js';

/** Where dumps are and how they are read. */
export interface ReadOptions {
  /** Files, directories and globs; `-` is standard input. */
  dumps: readonly string[];
  /** Plugins beside those that ship. */
  formats?: readonly FormatPlugin[];
  conventions?: readonly ConventionPlugin[];
  /** Keep the traces of scorers themselves, which are left out by default. */
  keepScorerTraces?: boolean;
  limits?: Partial<Limits & AdaptLimits>;
  stdin?: AsyncIterable<Uint8Array>;
  /** Called now and then with what has been read. */
  onProgress?(progress: { file: string; bytes: number; records: number }): void;
}

/** A dump as sessions, with what was read and what it lacks. */
export interface Dump {
  sessions: Session[];
  intake: Intake;
  diagnostics: Diagnostic[];
  completeness: CompletenessItem[];
}

/** Dumps to be read, or one that was read already. */
export type DumpSource = ReadOptions | { dump: Dump };

/** The dump of a source; read at most once. */
export async function dumpOf(source: DumpSource): Promise<Dump> {
  return 'dump' in source ? source.dump : readDump(source);
}

/**
 * Reads dumps into sessions of turns of span trees.
 *
 * @throws Nothing for damaged or foreign content: that becomes `diagnostics`.
 * @example
 * const { sessions } = await readDump({ dumps: ['traces/*.json'] });
 * for (const session of sessions) console.log(session.id, session.turns.length);
 */
export async function readDump(options: ReadOptions): Promise<Dump> {
  const reader = new DumpReader(options);
  for await (const item of ingest(options.dumps, { recordArrays: reader.recordArrays, limits: options.limits, stdin: options.stdin, onProgress: options.onProgress })) {
    reader.take(item);
  }
  return reader.finish(options.keepScorerTraces === true);
}

/** Collects what records hold until all files are read: spans of one trace may stand in any file. */
class DumpReader {
  readonly recordArrays: readonly string[];
  private readonly adapter: ReturnType<typeof createAdapter>;
  private readonly spans: Span[] = [];
  private readonly traces: RawTrace[] = [];
  private readonly logs: RawLog[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly intake: Intake = { files: [], records: 0, recognised: 0, spans: 0, traces: 0, conventions: [] };
  /** Records of formats that read them together, kept until all files are read. */
  private readonly together = new Map<FormatPlugin, RawRecord[]>();
  private recognisedInFile = 0;
  private readonly shapesInFile = new Map<string, RecognisedShape>();

  constructor(options: ReadOptions) {
    const formats = [...(options.formats ?? []), ...builtin.formats];
    this.adapter = createAdapter(formats, [...(options.conventions ?? []), ...builtin.conventions], options.limits);
    this.recordArrays = [...new Set(formats.flatMap((format) => format.recordArrays ?? []))];
  }

  take(item: IngestItem): void {
    if (item.type === 'diagnostic') this.diagnostics.push(item.diagnostic);
    else if (item.type === 'record') this.takeRecord(item.record);
    else this.closeFile(item);
  }

  private takeRecord(record: RawRecord): void {
    const found = this.adapter.recognise(record);
    if (!found) {
      if (!isRest(record)) this.note(record)('not-a-trace', 'this record is of no known trace format and was left out; `backturn formats` lists what is known');
      return;
    }
    this.recognisedInFile += 1;
    this.countShape(found.format.id, found.recognition);
    if (found.format.readTogether) pushTo(this.together, found.format, record);
    else for (const raw of this.adapter.readRecord(record, this.note(record), found.format)) this.takeRaw(raw, record);
  }

  /** Of several reasons for one shape the first in the alphabet is kept, so that it never depends on the order of records. */
  private countShape(format: string, { shape, because }: Recognition): void {
    const key = `${format}\n${shape}`;
    const known = this.shapesInFile.get(key);
    const least = known && compareText(known.because, because) < 0 ? known.because : because;
    this.shapesInFile.set(key, { format, shape, because: least, records: (known?.records ?? 0) + 1 });
  }

  private readTogether(): void {
    const note: TogetherContext['note'] = (code, message, place) => this.diagnostics.push({ code, level: 'warning', message, place });
    for (const [format, records] of this.together) {
      const ordered = records.sort((a, b) => compareText(a.place.file, b.place.file) || a.place.record - b.place.record);
      for (const raw of this.adapter.readTogether(format, ordered, note)) this.takeRaw(raw, raw);
    }
  }

  private takeRaw(raw: RawItem, record: { place: Place }): void {
    if (raw.type === 'span') this.spans.push(this.adapter.toSpan(raw, this.note(record)));
    else if (raw.type === 'trace') this.traces.push(raw);
    else this.logs.push(raw);
  }

  private note({ place }: { place: Place }): Note {
    return (code, message, pointer) => this.diagnostics.push({ code, level: 'warning', message, place: pointer === undefined ? place : { ...place, pointer } });
  }

  private closeFile({ path, bytes, records }: { path: string; bytes: number; records: number }): void {
    this.intake.files.push({ path, bytes, records, recognised: this.recognisedInFile, shapes: [...this.shapesInFile.values()].sort((a, b) => compareText(a.format, b.format) || compareText(a.shape, b.shape)) });
    this.intake.records += records;
    this.intake.recognised += this.recognisedInFile;
    this.recognisedInFile = 0;
    this.shapesInFile.clear();
  }

  finish(keepScorerTraces: boolean): Dump {
    this.readTogether();
    this.joinLogs();
    const graph = assemble({ spans: this.spans, traces: this.traces }, { keepScorerTraces });
    const spans = graph.sessions.flatMap((session) => session.turns.flatMap((turn) => turn.spans));
    this.intake.spans = spans.length;
    this.intake.conventions = conventionsOf(spans);
    this.intake.traces = new Set(graph.sessions.flatMap((session) => session.turns.map((turn) => turn.traceId))).size;
    return { sessions: graph.sessions, intake: this.intake, diagnostics: [...this.diagnostics, ...graph.diagnostics], completeness: graph.completeness };
  }

  /** Gives the message events of log records to the spans they belong to: to every copy of a span, because copies become one only later. */
  private joinLogs(): void {
    if (this.logs.length === 0) return;
    const logs = groupBy(this.logs, ({ traceId, spanId }) => spanKey(traceId, spanId));
    const spans = groupBy(this.spans, ({ traceId, id }) => spanKey(traceId, id));
    let alone = 0;
    for (const [key, own] of logs) {
      const copies = spans.get(key);
      if (copies === undefined) alone += own.length;
      else this.applyLogs(copies, own);
    }
    if (alone > 0) this.diagnostics.push({ code: 'log-without-span', level: 'note', message: `${alone} message event(s) belong to spans that are not in the dump` });
  }

  private applyLogs(copies: readonly Span[], logs: readonly RawLog[]): void {
    const events = inEventOrder(logs);
    for (const span of copies) this.adapter.applyEvents(span, events);
  }
}

function spanKey(traceId: string, spanId: string): string {
  return `${traceId}\n${spanId}`;
}

function conventionsOf(spans: readonly Span[]): Intake['conventions'] {
  const counts = new Map<string, number>();
  for (const { conventions } of spans) for (const id of conventions) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, spans: count })).sort((a, b) => b.spans - a.spans || compareText(a.id, b.id));
}

/** What remains of a document whose array of records was cut out: only a format that knows it has something to say of it. */
function isRest({ value, within }: RawRecord): boolean {
  return within === undefined && typeof value === 'object' && value !== null && Object.values(value).some((member) => Array.isArray(member) && member.length === 0);
}
