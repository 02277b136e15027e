import type { JsonValue } from '../model/index.js';

/** A piece of a message: text as written, or something to fill in. */
export type TemplatePart = { text: string } | { name: string; path?: string };

/**
 * Cuts a message into text and places to fill: `{fact.id}`, `{fact.id/json/pointer}`. `{{` and `}}` are braces.
 *
 * @returns The parts, or what is wrong with the message.
 */
export function parseTemplate(template: string): { parts: TemplatePart[] } | { problem: string } {
  const parts: TemplatePart[] = [];
  const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;
  for (const [match, inside] of template.matchAll(token)) {
    if (match === '{{' || match === '}}') parts.push({ text: match.charAt(0) });
    else if (match === '{' || match === '}') return { problem: `a "${match}" without its other half; write "${match}${match}" for a brace` };
    else if (inside === undefined) parts.push({ text: match });
    else parts.push(placeholder(inside.trim()));
  }
  return { parts };
}

/** Splits `fact.id/json/pointer`. */
export function placeholder(inside: string): { name: string; path?: string } {
  const slash = inside.indexOf('/');
  return slash < 0 ? { name: inside } : { name: inside.slice(0, slash), path: inside.slice(slash) };
}

/** Longest text that is filled in; the evidence holds the whole. */
const longest = 200;

/** A value as people read it in a message. */
export function display(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'not recorded';
  if (typeof value === 'number') return String(Number(value.toFixed(3)));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return shorten(value.replace(/\s+/g, ' ').trim());
  const plain = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
  return shorten(plain ? value.map((item) => display(item)).join(', ') : JSON.stringify(value));
}

function shorten(text: string): string {
  const characters = [...text.slice(0, longest * 2 + 2)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
