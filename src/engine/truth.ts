/** A condition cannot be decided: a fact is missing, or something failed. */
export type Unknown = { missing: string } | { failed: string };

/** Three values: holds, does not hold, cannot be said (and why). */
export type Truth = boolean | Unknown;

export function isUnknown(truth: Truth): truth is Unknown {
  return typeof truth !== 'boolean';
}

/** Of two reasons the one to tell: a failure is a defect and comes before something that is merely missing; else the first. */
export function worse(first: Unknown | undefined, second: Unknown): Unknown {
  if (first === undefined) return second;
  return 'failed' in second && !('failed' in first) ? second : first;
}
