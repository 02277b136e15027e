import { isUtf8 } from 'node:buffer';
import verifier from 'stream-json/utils/verifier.js';
import type { JsonValue } from '../model/index.js';
import { parseJson } from '../util/json.js';

/** U+FFFD as it is written when it was recorded so. */
const replacement = Buffer.from('\uFFFD');

/** The value of JSON bytes, `undefined` when they are not JSON. */
export function tryParse(bytes: Buffer): JsonValue | undefined {
  try {
    return parseJson(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Index of the first byte that is not UTF-8; `undefined` when all are. */
export function badUtf8At(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  let at = 0;
  let from = 0;
  for (let mark = text.indexOf('\uFFFD'); mark >= 0; mark = text.indexOf('\uFFFD', from)) {
    at += Buffer.byteLength(text.slice(from, mark));
    if (!bytes.subarray(at, at + 3).equals(replacement)) return at;
    at += 3;
    from = mark + 1;
  }
  return undefined;
}

/** Where stream-json, the parser of record, says that JSON text breaks, and what it expected there; `undefined` where it finds nothing wrong. */
export async function explain(bytes: Buffer): Promise<{ at: number; expected: string } | undefined> {
  const text = bytes.toString('utf8');
  const error = await verify(text);
  if (error === undefined) return undefined;
  return { at: Buffer.byteLength(text.slice(0, error.offset)), expected: wording(error.message) };
}

function verify(text: string): Promise<{ message: string; offset: number } | undefined> {
  // A byte-order mark inside a file is damage like any other.
  const stream = verifier.asStream({ ignoreBOM: true });
  return new Promise((resolve) => {
    stream.on('error', (error: Error & { offset?: number }) => resolve({ message: error.message, offset: error.offset ?? 0 }));
    stream.on('end', () => resolve(undefined));
    stream.resume();
    stream.end(text);
  });
}

/** `ERROR at 5 (1, 6): Verifier cannot parse input: expected a value` → `expected a value`. */
function wording(message: string): string {
  const said = message.replace(/^ERROR at \d+ \(\d+, \d+\): /, '').replace(/^Verifier (?:cannot parse input: |has )/, '');
  if (said === 'escaped characters') return 'a control character or a bad escape in a string';
  if (said === 'unexpected characters') return 'the end of the value';
  return said.replace(/^unexpected token (.*)$/, 'anything but $1').replace(/^expected /, '');
}
