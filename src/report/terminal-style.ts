import pc from 'picocolors';
import type { Severity } from '../model/index.js';
import { displayWidth } from '../util/safe-text.js';

/** Puts a style around text that is already safe. */
export type Paint = (text: string) => string;

/** The few styles that the terminal reports use. Without colour each gives its text back unchanged. */
export interface Style {
  colour: boolean;
  strong: Paint;
  quiet: Paint;
  good: Paint;
  bad: Paint;
  warn: Paint;
  name: Paint;
  /** A severity as a badge, all of one width. */
  badge(severity: Severity): string;
}

/** Makes the styles; `colour: false` gives plain text. */
export function createStyle(colour: boolean): Style {
  const c = pc.createColors(colour);
  return {
    colour,
    strong: c.bold,
    quiet: c.dim,
    good: c.green,
    bad: c.red,
    warn: c.yellow,
    name: c.cyan,
    badge: (severity) => badgePaint(c)[severity](colour ? ` ${severity.toUpperCase()} ` : `[${severity.toUpperCase()}]`),
  };
}

function badgePaint(c: ReturnType<typeof pc.createColors>): Record<Severity, Paint> {
  const on = (background: Paint, letter: Paint): Paint => (text) => c.bold(background(letter(text)));
  return {
    critical: on(c.bgMagenta, c.white),
    high: on(c.bgRed, c.white),
    medium: on(c.bgYellow, c.black),
    low: on(c.bgBlue, c.white),
    info: (text) => c.inverse(c.dim(text)),
  };
}

/** A line across the page with a title at its beginning: `── Turn 1 ────`. `head` is painted text, `plain` the same without paint. */
export function ruler(style: Style, head: string, plain: string, width: number): string {
  const rest = Math.max(2, width - displayWidth(plain) - 4);
  return `${style.quiet('──')} ${head} ${style.quiet('─'.repeat(rest))}`;
}
