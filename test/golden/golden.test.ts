import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/run-cli.js';

/*
 * Whole runs of the command line, compared byte for byte: what it prints, what it says beside that, and its exit code. After a change that is meant,
 * `UPDATE_GOLDEN=1 npx vitest run test/golden` writes them anew; look at the difference before it is committed.
 */

const runs: [name: string, words: string][] = [
  ['analyze-good', 'analyze samples/good'],
  ['analyze-planted', 'analyze samples/planted'],
  ['analyze-broken', 'analyze samples/broken'],
  ['analyze-planted-jsonl', 'analyze samples/planted --format jsonl --quiet'],
  ['analyze-story-2-json', 'analyze samples/planted/story-2-outdated-document.json --format json --quiet'],
  ['sessions-good', 'sessions samples/good'],
  ['sessions-planted-jsonl', 'sessions samples/planted --format jsonl --quiet'],
  ['show-story-2', 'show trip-lisbon-0412 samples/planted/story-2-outdated-document.json'],
  ['show-healthy-json', 'show guest-5521 samples/good/same-conversation/mlflow.json --format json --quiet'],
  ['schema-same-conversation', 'schema samples/good/same-conversation'],
  ['blame-story-2', 'blame samples/planted/story-2-outdated-document.json --session trip-lisbon-0412 --turn 5'],
  ['blame-planted-jsonl', 'blame samples/planted --all --format jsonl --quiet'],
  ['measure-story-1', 'measure samples/planted/story-1-refund-policy.json --fact context.queryRelevance --fact context.answerSupport'],
  ['formats', 'formats'],
  ['formats-samples', 'formats samples/good/same-conversation'],
];

const folder = fileURLToPath(new URL('runs/', import.meta.url));

describe('a whole run', () => {
  it.each(runs)('%s gives what it gave before', async (name, words) => {
    const { code, out, err } = await runCli(words);
    const text = `$ backturn ${words}\n--- exit code ${code}\n--- standard output\n${out}--- standard error\n${err}`;
    const file = `${folder}${name}.txt`;
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(existsSync(file), `${file} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('gives the same bytes a second time', async () => {
    const words = 'analyze samples/planted --format json --quiet';
    expect((await runCli(words)).out).toBe((await runCli(words)).out);
  });
});

describe('the stories', () => {
  const findings = async (words: string): Promise<{ rule: string; turn: number; rootCause?: { turn: number }; evidence: { what: string; excerpt?: string }[] }[]> =>
    (await runCli(words)).out.trim().split('\n').map((line) => JSON.parse(line) as never);

  it('1: the refund question answered from the shipping document is found, with the document', async () => {
    const found = await findings('analyze samples/planted/story-1-refund-policy.json --format jsonl --quiet');
    expect(found.map(({ rule, turn }) => [rule, turn])).toEqual([['context/relied-on-wrong-context', 1]]);
    expect(JSON.stringify(found[0]?.evidence)).toContain('Standard shipping takes');
  });

  it('2: turn 3 is named by analyze and by blame, with the outdated document', async () => {
    const file = 'samples/planted/story-2-outdated-document.json';
    const found = await findings(`analyze ${file} --format jsonl --quiet`);
    expect(found.map(({ rule, turn, rootCause }) => [rule, turn, rootCause?.turn])).toEqual([['errors/unchallenged-error', 3, 3]]);
    expect(found[0]?.evidence.some(({ what, excerpt }) => what.startsWith('retrieved document travel-policy-2019') && excerpt?.includes('45 euros'))).toBe(true);
    const [row] = (await findings(`blame ${file} --session trip-lisbon-0412 --turn 5 --format jsonl --quiet`)) as unknown as { suspects: { turn: number; because: string[] }[] }[];
    expect(row?.suspects[0]?.turn).toBe(3);
    expect(row?.suspects[0]?.because.join(' ')).toContain('travel-policy-2019');
  });

  it('leave the healthy sessions silent', async () => {
    const { code, out } = await runCli('analyze samples/good --format jsonl --quiet');
    expect([code, out]).toEqual([0, '']);
  });
});
