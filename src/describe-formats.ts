import { builtin } from './builtin.js';
import type { FormatDescription } from './report/terminal-formats.js';

/** The formats and conventions that ship, in the order in which they are asked. */
export function describeFormats(): FormatDescription[] {
  const formats = builtin.formats.map(({ id, title, lacks = [] }) => ({ kind: 'format' as const, id, title, lacks }));
  const conventions = builtin.conventions.map(({ id, title }) => ({ kind: 'convention' as const, id, title, lacks: [] }));
  return [...formats, ...conventions];
}
