/** What hostile or broken input may cost. Each limit that is met is reported. */
export interface Limits {
  /** Largest record in bytes of UTF-8. Default 256 MiB: a larger one is skipped without being held. */
  recordBytes: number;
  /** Deepest nesting of arrays and objects in a record. Default 512. */
  depth: number;
  /** Decompressed bytes for each compressed byte, looked at once 64 MiB came out. Default 1000. */
  inflateRatio: number;
  /** Files that the inputs together may name. Default 100 000. */
  files: number;
}

const defaultLimits: Limits = {
  recordBytes: 256 * 1024 * 1024,
  depth: 512,
  inflateRatio: 1000,
  files: 100_000,
};

/** The limits given, with the defaults for those that are not. */
export function withDefaults(limits: Partial<Limits> | undefined): Limits {
  return { ...defaultLimits, ...limits };
}
