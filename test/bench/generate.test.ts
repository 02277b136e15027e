import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../helpers/run-cli.js';

const generator = fileURLToPath(new URL('generate.mjs', import.meta.url));
const kinds = ['jsonl', 'doc', 'pretty', 'otlp'];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backturn-generate-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function generate(kind: string, name: string, { size = 1_000_000, seed = 42 } = {}): string {
  const out = join(folder, name);
  execFileSync(process.execPath, [generator, '--kind', kind, '--size', String(size), '--seed', String(seed), '--out', out]);
  return out;
}

const truthOf = (dump: string): string => readFileSync(`${dump}.truth.tsv`, 'utf8');

interface Row {
  session: string;
  key: string;
  turns: number;
  spans: number;
  errors: number;
  inputTokens?: number;
}

/** What `sessions` says of a dump, in the form of a truth file: traces without a session added up under an empty name. */
async function sumsOf(dump: string): Promise<string> {
  const { code, out, err } = await runCli(['sessions', dump, '--format', 'jsonl', '--quiet']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const sums = new Map<string, number[]>();
  for (const line of out.trimEnd().split('\n')) {
    const row = JSON.parse(line) as Row;
    const session = row.key === 'trace' ? '' : row.session;
    const before = sums.get(session) ?? [0, 0, 0, 0];
    sums.set(session, [row.turns, row.spans, row.errors, row.inputTokens ?? 0].map((value, i) => value + (before[i] ?? 0)));
  }
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => `${row.flat().join('\t')}\n`);
  return rows.join('');
}

describe.each(kinds)('a generated dump of the kind %s', (kind) => {
  it('is the same, byte for byte, for the same seed', () => {
    const [first, second] = [generate(kind, `${kind}-first`, { size: 200_000 }), generate(kind, `${kind}-second`, { size: 200_000 })];
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
    expect(truthOf(second)).toBe(truthOf(first));
  });

  it('is another one for another seed', () => {
    const [first, second] = [generate(kind, `${kind}-42`, { size: 200_000 }), generate(kind, `${kind}-43`, { size: 200_000, seed: 43 })];
    expect(readFileSync(second).equals(readFileSync(first))).toBe(false);
  });

  it('is read with the sums of its truth file', async () => {
    const dump = generate(kind, `${kind}.json`);
    expect(await sumsOf(dump)).toBe(truthOf(dump));
  });
});

it('a generated dump is read with the sums of its truth file when it is compressed', async () => {
  const dump = generate('jsonl', 'plain.jsonl');
  const compressed = `${dump}.gz`;
  writeFileSync(compressed, gzipSync(readFileSync(dump)));
  expect(await sumsOf(compressed)).toBe(truthOf(dump));
});
