import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();
const kept = 500;

/**
 * Compiles a pattern that runs in time linear to the text (RE2 syntax: no back references, no look-around). Compiled patterns are kept.
 *
 * @throws Error when the pattern is not valid.
 * @example
 * pattern('(?i)rate limit').test('Rate limit reached'); // true
 */
export function pattern(source: string): { test(text: string): boolean } {
  let found = compiled.get(source);
  if (!found) {
    if (compiled.size >= kept) compiled.clear();
    found = RE2JS.compile(source);
    compiled.set(source, found);
  }
  const re = found;
  return { test: (text) => re.matcher(text).find() };
}
