import { builtin } from './builtin.js';

/** A format or convention that is recognised. */
export interface FormatDescription {
  kind: 'format' | 'convention';
  id: string;
  title: string;
  /** What the container cannot hold. */
  lacks: readonly string[];
}

/** The formats and conventions that ship, in the order in which they are asked. */
export function describeFormats(): FormatDescription[] {
  const formats = builtin.formats.map(({ id, title, lacks = [] }) => ({ kind: 'format' as const, id, title, lacks }));
  const conventions = builtin.conventions.map(({ id, title }) => ({ kind: 'convention' as const, id, title, lacks: [] }));
  return [...formats, ...conventions];
}
