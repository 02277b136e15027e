import type { JsonValue } from '../../model/index.js';
import { atPointer, pointerKeys, toPointer } from '../../util/json-pointer.js';
import { own } from '../../util/json.js';

/** The span that is read, and the record it stands in. */
export interface Spot {
  span: JsonValue;
  record: JsonValue;
}

/** Finds a value; `null` and absent are both nothing, an empty text is something. */
export type Lookup = (spot: Spot) => JsonValue | undefined;

/** Where a value comes from, as the schema knows it: a path, a constant, or paths with more to say of them. */
type Source = string | { value: JsonValue } | { path: string | readonly string[] };

/** Compiles the place of a value. */
export function lookup(source: Source | undefined): Lookup {
  if (source === undefined) return () => undefined;
  if (typeof source === 'string') return atPath(source);
  if ('value' in source) return () => source.value;
  return firstOf(pathsOf(source.path).map(atPath));
}

/** The path of a source that has exactly one. Where there are several, those that were not read must not be lost. */
export function onlyPath(source: Source | undefined): string | undefined {
  if (source === undefined || (typeof source === 'object' && 'value' in source)) return undefined;
  const paths = typeof source === 'string' ? [source] : pathsOf(source.path);
  return paths.length === 1 ? paths[0] : undefined;
}

export function pathsOf(paths: string | readonly string[]): readonly string[] {
  return typeof paths === 'string' ? [paths] : paths;
}

/** Compiles one path. A dotted path also names a key that holds the dots itself, as flat rows have it. */
export function atPath(path: string): Lookup {
  const inRecord = path.startsWith('$');
  const plain = inRecord ? path.slice(1).replace(/^\./, '') : path;
  const pointer = toPointer(keysOf(plain));
  return (spot) => {
    const from = inRecord ? spot.record : spot.span;
    return (plain.startsWith('/') ? undefined : own(from, plain)) ?? atPointer(from, pointer) ?? undefined;
  };
}

/** Keys of a pointer or of a dotted path. */
export function keysOf(path: string): readonly string[] {
  return path.startsWith('/') ? (pointerKeys(path) ?? []) : path.split('.');
}

function firstOf(lookups: readonly Lookup[]): Lookup {
  return (spot) => {
    const values = lookups.map((find) => find(spot));
    return values.find((value) => value !== undefined && value !== '') ?? values.find((value) => value !== undefined);
  };
}
