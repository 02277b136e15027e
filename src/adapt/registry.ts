import { PluginError } from '../errors/plugin-error.js';
import type { CanonicalFields, RawEvent, RawItem, RawRecord, RawSpan, Span } from '../model/index.js';
import { kindOf, mergeReadings, ranked, type Reading } from './canonical.js';
import type { ConventionPlugin } from './convention.js';
import type { FormatPlugin, Note, Recognition, TogetherContext } from './format.js';
import { exceptionOf, readGeneral } from './general.js';
import { type AdaptLimits, defaultAdaptLimits, limitAttributes } from './limits.js';

/** Turns records into spans with their meaning read. */
export interface Adapter {
  /** The format that is surest of a record, `undefined` when none knows it. Equal scores go by order of registration. */
  recognise(record: RawRecord): { format: FormatPlugin; recognition: Recognition } | undefined;
  /** What a record holds, read by the format that `recognise` found, so that it need not be sought again. A record that no format knows gives nothing and a note. */
  readRecord(record: RawRecord, note: Note, format?: FormatPlugin): Iterable<RawItem>;
  /** What records of a format that reads them together hold. */
  readTogether(format: FormatPlugin, records: readonly RawRecord[], note: TogetherContext['note']): Iterable<RawItem>;
  /** Reads the meaning of a span with every convention that recognises it. Attributes beyond the limit are dropped before, with a note. */
  toSpan(raw: RawSpan, note: Note): Span;
  /** Gives events that arrived in another signal to their span: they are added to it and fill what it lacks. Changes the span and returns it. */
  applyEvents(span: Span, events: readonly RawEvent[], note?: Note): Span;
}

/**
 * Makes an adapter of plugins. A plugin that throws on a record or span becomes a `plugin-failed` note and costs that record or reading only.
 *
 * @throws PluginError when a plugin states another API version, or two have the same id.
 * @example
 * const adapter = createAdapter(formats, conventions);
 * for (const item of adapter.readRecord(record, note)) if (item.type === 'span') spans.push(adapter.toSpan(item, note));
 */
export function createAdapter(formats: readonly FormatPlugin[], conventions: readonly ConventionPlugin[], limits?: Partial<AdaptLimits>): Adapter {
  const attributesPerSpan = limits?.attributesPerSpan ?? defaultAdaptLimits.attributesPerSpan;
  check('format', formats);
  check('convention', conventions);
  return {
    recognise: (record) => bestFormat(formats, record),
    readRecord: (record, note, format = bestFormat(formats, record)?.format) => readRecord(format, record, note),
    readTogether,
    toSpan: (raw, note) => toSpan(conventions, limitAttributes(raw, attributesPerSpan, note), note),
    applyEvents: (span, events, note = silent) => applyEvents(conventions, span, events, note),
  };
}

const silent: Note = () => undefined;

function check(what: string, plugins: readonly { apiVersion: number; id: string }[]): void {
  const seen = new Set<string>();
  for (const { apiVersion, id } of plugins) {
    if (apiVersion !== 1) throw new PluginError(id, `states apiVersion ${String(apiVersion)}, this version of backturn knows 1`);
    if (seen.has(id)) throw new PluginError(id, `has the id of another ${what} plugin`);
    seen.add(id);
  }
}

function bestFormat(formats: readonly FormatPlugin[], record: RawRecord): ReturnType<Adapter['recognise']> {
  let best: { format: FormatPlugin; recognition: Recognition } | undefined;
  for (const format of formats) {
    const recognition = recognitionBy(format, record);
    if (recognition && recognition.score > (best?.recognition.score ?? 0)) best = { format, recognition };
  }
  return best;
}

/** A plugin that throws while it looks at a record does not know the record. */
function recognitionBy(format: FormatPlugin, { value, within }: RawRecord): Recognition | undefined {
  try {
    return format.recognise(value, within === undefined ? {} : { within });
  } catch {
    return undefined;
  }
}

function* readRecord(format: FormatPlugin | undefined, record: RawRecord, note: Note): Generator<RawItem> {
  if (!format) {
    note('not-a-trace', 'No format plugin knows this record; it was left out. `backturn formats` lists what is known.');
    return;
  }
  const { place, within } = record;
  try {
    yield* format.read(record, within === undefined ? { place, note } : { place, within, note });
  } catch (error) {
    note('plugin-failed', `The format plugin "${format.id}" failed on this record; what it gave before is kept. ${reason(error)}`);
  }
}

function* readTogether(format: FormatPlugin, records: readonly RawRecord[], note: TogetherContext['note']): Generator<RawItem> {
  try {
    yield* format.readTogether?.(records, { note }) ?? [];
  } catch (error) {
    note('plugin-failed', `The format plugin "${format.id}" failed on its ${records.length} record(s); what it gave before is kept. ${reason(error)}`, records[0]?.place);
  }
}

function reason(error: unknown): string {
  return `It said: ${error instanceof Error ? error.message : String(error)}`;
}

function toSpan(conventions: readonly ConventionPlugin[], raw: RawSpan, note: Note): Span {
  const readings = readAll(conventions, raw, note);
  const fields = mergeReadings([...readings, general(raw)], raw.status.code === 'error');
  const ids = ranked(readings, 'kind').map(({ plugin }) => plugin.id);
  return { ...container(raw), ...fields, kind: kindOf(fields), conventions: ids, children: [] };
}

type ContainerFields = Pick<Span, Extract<keyof RawSpan, keyof Span> | 'id'>;

/** What the container said of the span, under the names of a span with its meaning read. */
function container({ spanId, traceId, parentId, name, otelKind, startNs, endNs, status, attributes, events, links, resource, scope, dropped, remoteParent, wholeTrace, place }: RawSpan): ContainerFields {
  return { id: spanId, traceId, parentId, name, otelKind, startNs, endNs, status, attributes, events, links, resource, scope, dropped, remoteParent, wholeTrace, place };
}

/** What holds for any span, behind every convention. */
function general(raw: RawSpan): Reading {
  return { plugin: { id: 'general', precedence: { default: Number.MAX_SAFE_INTEGER } }, fields: readGeneral(raw) };
}

function readAll(conventions: readonly ConventionPlugin[], raw: RawSpan, note: Note): Reading[] {
  return conventions.flatMap((plugin) => {
    const fields = guarded(plugin, note, raw.spanId, () => (plugin.recognise(raw) ? plugin.read(raw, note) : undefined));
    return fields ? [{ plugin, fields }] : [];
  });
}

function guarded<T>(plugin: ConventionPlugin, note: Note, spanId: string, read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    note('plugin-failed', `The convention plugin "${plugin.id}" failed on span ${spanId}; the span is kept without its reading. ${reason(error)}`);
    return undefined;
  }
}

function applyEvents(conventions: readonly ConventionPlugin[], span: Span, events: readonly RawEvent[], note: Note): Span {
  const readings = conventions.flatMap((plugin) => {
    const fields = guarded(plugin, note, span.id, () => plugin.readEvents?.(events, note));
    return fields && hasAny(fields) ? [{ plugin, fields }] : [];
  });
  const error = span.status.code === 'ok' ? undefined : exceptionOf(events);
  const thrown = error ? [{ plugin: { id: 'general', precedence: { default: Number.MAX_SAFE_INTEGER } }, fields: { error } }] : [];
  const merged = mergeReadings([asRead(span), ...readings, ...thrown], span.status.code === 'error');
  return Object.assign(span, merged, { kind: kindOf(merged), events: [...span.events, ...events], conventions: known(span, readings) });
}

/** What was read from the span itself goes before anything that came later. */
function asRead(span: Span): Reading {
  return { plugin: { id: 'span', precedence: { default: Number.MIN_SAFE_INTEGER } }, fields: span };
}

function hasAny(fields: CanonicalFields): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}

function known(span: Span, readings: readonly Reading[]): string[] {
  return [...new Set([...span.conventions, ...readings.map(({ plugin }) => plugin.id)])];
}
