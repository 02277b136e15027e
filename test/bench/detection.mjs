#!/usr/bin/env node
// Runs the built command line on labelled public traces and prints what the scorer of those sets says.
//
//   npm run build && node test/bench/detection.mjs [folder]
//
// The folder (default: ../shared/bench beside the project) holds score.mjs and dev/ with labels.jsonl and dumps named <set>.otlp.jsonl.gz. The labelled
// sets are not part of the project; without them this says so and ends with 0.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/src/cli/bin.js');
const folder = resolve(process.argv[2] ?? join(root, '../shared/bench'));
const scorer = join(folder, 'score.mjs');
const labels = join(folder, 'dev/labels.jsonl');
const limit = 512 * 1024 * 1024;

/** What is run: a title, the scorer's mode, the command before and after the dump, and which dumps. */
const runs = [
  { title: 'root cause, tool steps marked', mode: 'blame', args: (dump) => ['blame', dump, '--all'], dumps: /^(?:ww|rx).*-instrumented\./ },
  { title: 'root cause, text only', mode: 'blame', args: (dump) => ['blame', dump, '--all'], dumps: /^(?:ww|rx).*-flat\./ },
  {
    title: 'context and answer',
    mode: 'measure',
    args: (dump) => ['measure', dump, '--fact', 'context.queryRelevance', '--fact', 'context.answerSupport'],
    dumps: /^mtrag/,
  },
  { title: 'findings', mode: 'find', args: (dump) => ['analyze', dump, '--gate', 'off'], dumps: /^(?:mtrag|tau-chats)\.|-instrumented\./ },
];

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: limit });
  if (error || status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Every set is scored on its own dump, so each line of the scorer is about dumps that were read. */
function score({ mode, args, dumps }, scratch) {
  const names = readdirSync(join(folder, 'dev')).filter((name) => dumps.test(name)).sort();
  const rows = names.map((name) => run(process.execPath, [cli, ...args(join(folder, 'dev', name)), '--format', 'jsonl'])).join('');
  const file = join(scratch, `${mode}.jsonl`);
  writeFileSync(file, rows);
  return run(process.execPath, [scorer, labels, mode, file]);
}

const say = (text) => process.stdout.write(`${text}\n`);

function main() {
  if (!existsSync(scorer) || !existsSync(labels)) return say(`No labelled traces in ${folder}: nothing was measured.`);
  if (!existsSync(cli)) {
    process.exitCode = 2;
    return say('The command line is not built: run "npm run build" first.');
  }
  const scratch = mkdtempSync(join(tmpdir(), 'backturn-bench-'));
  try {
    for (const each of runs) say(`## ${each.title}\n${score(each, scratch)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main();
