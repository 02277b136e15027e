import type { JsonValue, Status } from '../../model/index.js';
import { asString } from '../read/values.js';
import { mappedKinds, type CheckedMapping } from './schema.js';
import { lookup, type Spot } from './source.js';

/** Told of something that could not be read; noted once for a record, with a count. */
export type Count = (code: string) => void;

/** Reads a word, and says so when it means nothing that is known. */
type WordReader<T> = (spot: Spot, count: Count) => T | undefined;

/** A path, one word for all, or a path with what its words mean. */
type WordSource<T> = string | { value: T } | { path: string | string[]; values?: Record<string, T>; otherwise?: T } | undefined;

const statusWords: ReadonlyMap<string, Status['code']> = new Map([
  ...words<Status['code']>('ok', 'ok success successful succeeded completed complete done finished passed'),
  ...words<Status['code']>('error', 'error failed failure errored exception timeout'),
  ...words<Status['code']>('unset', 'unset unknown none'),
]);

function words<T>(meaning: T, list: string): [string, T][] {
  return list.split(' ').map((word) => [word, meaning]);
}

/** Reads a status: by the words of the mapping, else by words that are plain, else by the code of an HTTP answer. Truth values mean nothing by themselves. */
export function statusReader(source: CheckedMapping['span']['status']): WordReader<Status['code']> {
  return wordReader(source, 'mapping-unknown-status', (value) => statusWords.get(wordOf(value)) ?? httpStatus(value));
}

function httpStatus(value: JsonValue): Status['code'] | undefined {
  const code = /^[1-5]\d\d$/.test(wordOf(value)) ? Number(value) : undefined;
  return code === undefined ? undefined : code >= 400 ? 'error' : 'ok';
}

/** Reads a kind: by the words of the mapping, else by our own words. */
export function kindReader(source: CheckedMapping['span']['kind']): WordReader<(typeof mappedKinds)[number]> {
  return wordReader(source, 'mapping-unknown-kind', (value) => mappedKinds.find((kind) => kind === wordOf(value)));
}

function wordReader<T extends string>(source: WordSource<T>, code: string, known: (value: JsonValue) => T | undefined): WordReader<T> {
  const find = lookup(source);
  const table = typeof source === 'object' && 'path' in source ? source : undefined;
  const values = new Map(Object.entries(table?.values ?? {}));
  return (spot, count) => {
    const value = find(spot);
    const plain = value === undefined || typeof value === 'boolean' ? undefined : known(value);
    const found = values.get(asString(value) ?? '') ?? plain ?? table?.otherwise;
    if (found === undefined && value !== undefined && value !== '') count(code);
    return found;
  };
}

function wordOf(value: JsonValue): string {
  return (asString(value) ?? '').trim().toLowerCase();
}
