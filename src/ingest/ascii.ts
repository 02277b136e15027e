/** The bytes that the cutters look for. */
export const NUL = 0x00;
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
/** Starts each text of a JSON text sequence (RFC 7464). */
export const RECORD_SEPARATOR = 0x1e;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** True for the whitespace of JSON. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;
}

/** True for a byte that starts an object or an array. */
export function isOpener(byte: number | undefined): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_ARRAY;
}
