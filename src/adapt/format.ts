import type { JsonValue, Place, RawItem, RawRecord } from '../model/index.js';

/** How sure a format plugin is that a record is its own. */
export interface Recognition {
  /** 0 to 1. 0.9 and above: keys that only this container has. */
  score: number;
  /** Which shape it is, for people: `MLflow trace (v3), span dicts of 3.5.1 and later`. */
  shape: string;
  /** What showed it: `has "info.trace_id" and "data.spans"`. */
  because: string;
}

/** Gives a note about the dump to the user. Nothing is dropped without one. */
export type Note = (code: string, message: string, pointer?: string) => void;

/** What a format plugin may use while it reads a record. */
export interface ReadContext {
  place: Place;
  /** Path of the array that the record was cut from, such as `/traces`. */
  within?: string;
  note: Note;
}

/** What a format plugin may use while it reads many records at once. */
export interface TogetherContext {
  note: (code: string, message: string, place?: Place) => void;
}

/** A container of traces: knows where ids, times, status and the attribute map are, and nothing of attribute meanings. */
export interface FormatPlugin {
  apiVersion: 1;
  /** Short name: `mlflow`, `otlp`. */
  id: string;
  title: string;
  /** Keys of a top-level object whose arrays are long and hold one record an element: `['traces']`. The reader cuts there. */
  recordArrays?: readonly string[];
  /** What this container cannot hold, for `formats` and the completeness report. */
  lacks?: readonly string[];
  /** Cheap look at a record's keys. `undefined`: not mine. Called for every record; never throws on odd input. */
  recognise(record: JsonValue, hint: { within?: string }): Recognition | undefined;
  /** Yields what the record holds. Pure: no files, no clock. */
  read(record: RawRecord, context: ReadContext): Iterable<RawItem>;
  /**
   * For containers whose records only mean something beside others: lines of a log that do not name their turn, rows of which the newest wins.
   * Where it is given, dumps are read with it in place of `read`: once, with every record of the format, ordered by file and record. Pure as well.
   */
  readTogether?(records: readonly RawRecord[], context: TogetherContext): Iterable<RawItem>;
}
