/**
 * A number with commas between thousands, the same on every machine, whatever its locale.
 *
 * @example groupDigits(1234567) // '1,234,567'
 */
export function groupDigits(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  if (whole.includes('e')) return String(value);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * A number with its noun.
 *
 * @example counted(2, 'turn') // '2 turns'
 * @example counted(1, 'entry', 'entries') // '1 entry'
 */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${groupDigits(value)} ${value === 1 ? one : many}`;
}

/** A share as a whole percentage: `25 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A size of data: `512 B`, `1.4 MB` (decimal units). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** A measured number for tables: up to four decimals, no trailing zeros. */
export function shortNumber(value: number): string {
  return groupDigits(Number.isInteger(value) ? value : Number(value.toFixed(4)));
}
