import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/index.js';
import { runCli } from '../helpers/run-cli.js';

/* What the README shows is what happens. `UPDATE_GOLDEN=1` writes the shown output anew. */

const file = 'README.md';
const readme = readFileSync(file, 'utf8');

/** The text between two markers. */
function marked(name: string): string {
  const match = new RegExp(`<!-- sample:${name} -->([\\s\\S]*?)<!-- /sample -->`, 'u').exec(readme);
  return match?.[1] ?? '';
}

describe('the README', () => {
  it('shows what analyze says of the second story', async () => {
    const { out } = await runCli('analyze samples/planted/story-2-outdated-document.json');
    const shown = `\n\`\`\`\n${out.trimEnd()}\n\`\`\`\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, readme.replace(`<!-- sample:story-2 -->${marked('story-2')}`, () => `<!-- sample:story-2 -->${shown}`));
    else expect(marked('story-2')).toBe(shown);
  });

  it('has a library example that runs and finds the turn', async () => {
    const code = /<!-- example:library -->\n```ts\n([\s\S]*?)```/u.exec(readme)?.[1] ?? '';
    expect(code).toContain('analyze(');
    const lines: unknown[][] = [];
    // The example is run as it stands: only the package's own name is pointed at the sources, and what it logs is caught.
    const script = `test/docs/example.generated.mts`;
    writeFileSync(script, `const console = { log: (...words: unknown[]) => void (globalThis as { lines?: unknown[][] }).lines?.push(words) };\n${code.replace("from 'backturn'", "from '../../src/index.js'")}`);
    (globalThis as { lines?: unknown[][] }).lines = lines;
    try {
      await import(/* @vite-ignore */ `${process.cwd()}/${script}`);
    } finally {
      rmSync(script);
    }
    expect(lines).toContainEqual(['trip-lisbon-0412', 3, 'errors/unchallenged-error', expect.stringContaining('45 euros')]);
    expect(lines.some(([session, turn]) => session === 'trip-lisbon-0412' && turn === 3)).toBe(true);
  });

  it('shows a config that is one', async () => {
    const config = /```json\n([\s\S]*?)```/u.exec(readme)?.[1] ?? '';
    expect(configSchema.parse(JSON.parse(config)).rules['cost/token-spike']).toEqual({ params: { floor: 4000 } });
  });

  it('names every command', async () => {
    const { out } = await runCli('--help');
    const commands = [...out.matchAll(/^ {2}([a-z]+) {2,}/gmu)].map((match) => match[1] ?? '');
    expect(commands.length).toBeGreaterThan(6);
    expect(commands.filter((command) => !readme.includes(`backturn ${command}`))).toEqual([]);
  });

  it('gives the exit codes that the command line has', () => {
    const codes = readFileSync('src/cli/exit-codes.ts', 'utf8');
    for (const code of ['1', '2', '3', '4', '5', '70']) expect([code, readme.includes(code), codes.includes(`: ${code},`)]).toEqual([code, true, true]);
  });
});
