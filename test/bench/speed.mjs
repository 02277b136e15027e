#!/usr/bin/env node
// Makes dumps with known sums, lets backturn, jq and DuckDB read them in turn, and prints how fast they were and how much memory they took.
//
//   npm run bench -- [--size 100MB,1GB] [--runs 5] [--only jsonl,doc,pretty,gzip,otlp] [--job sessions,analyze] [--generator auto|own|shared] [--seed 42] [--keep]
//
// The peers do the plain sums of peers.mjs, whatever backturn does. Every contender is a whole process, with its start. Dumps are made by
// ../shared/bench/generate.mjs beside the project where that is present, else by generate.mjs here. The sums of backturn are held against the truth of the
// generator; the exit code is 1 where they differ.
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { alternate, measure, median, memorySource, timesAsFast } from './measure.mjs';
import { findPeers } from './peers.mjs';
import { differences, nestedCountedOnce, sumsOfBackturn, sumsOfTruth, sumsOfTsv } from './sums.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/src/cli/bin.js');
const generators = { own: join(root, 'test/bench/generate.mjs'), shared: join(root, '../shared/bench/generate.mjs') };
const kinds = { jsonl: 'JSON Lines', doc: 'compact document', pretty: 'pretty document', gzip: 'JSON Lines, gzip', otlp: 'OTLP lines' };
const jobs = {
  sessions: (dump) => [process.execPath, cli, 'sessions', dump, '--format', 'jsonl', '--quiet'],
  analyze: (dump) => [process.execPath, cli, 'analyze', dump, '--gate', 'off', '--format', 'jsonl', '--quiet'],
};

const say = (text = '') => process.stdout.write(`${text}\n`);

class Usage extends Error {}

function readOptions() {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '100MB' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', default: Object.keys(kinds).join() },
      job: { type: 'string', default: Object.keys(jobs).join() },
      generator: { type: 'string', default: 'auto' },
      seed: { type: 'string', default: '42' },
      keep: { type: 'boolean', default: false },
    },
  });
  const name = values.generator === 'auto' ? (existsSync(generators.shared) ? 'shared' : 'own') : oneOf('--generator', values.generator, Object.keys(generators));
  if (!existsSync(generators[name])) throw new Usage(`There is no generator ${generators[name]}.`);
  return {
    sizes: values.size.split(',').map(bytesOf),
    runs: wholeNumber('--runs', values.runs),
    only: values.only.split(',').map((kind) => oneOf('--only', kind, Object.keys(kinds))),
    jobs: values.job.split(',').map((job) => oneOf('--job', job, Object.keys(jobs))),
    generator: name,
    seed: values.seed,
    keep: values.keep,
  };
}

function oneOf(option, value, allowed) {
  if (!allowed.includes(value)) throw new Usage(`${option} ${value}: expected one of ${allowed.join(', ')}.`);
  return value;
}

function wholeNumber(option, value) {
  if (!/^[1-9]\d*$/.test(value)) throw new Usage(`${option} ${value}: expected a whole number above 0.`);
  return Number(value);
}

function bytesOf(size) {
  const parts = /^(\d+(?:\.\d+)?)(MB|GB)$/i.exec(size);
  if (!parts) throw new Usage(`--size ${size}: expected a size like 100MB or 1GB.`);
  return Math.round(Number(parts[1]) * (parts[2].toUpperCase() === 'GB' ? 1e9 : 1e6));
}

/** Makes the dump of a kind; returns its path and the bytes that its readers have to go through, which for gzip are those before compression. */
async function makeDump(folder, kind, size, { generator, seed }) {
  const plain = join(folder, `${kind}.json`);
  const words = ['--kind', kind === 'gzip' ? 'jsonl' : kind, '--size', String(size), '--seed', seed, '--out', plain];
  execFileSync(process.execPath, [generators[generator], ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  const { size: bytes } = statSync(plain);
  if (kind !== 'gzip') return { dump: plain, bytes };
  const dump = `${plain}l.gz`;
  await pipeline(createReadStream(plain, { highWaterMark: 1 << 20 }), createGzip(), createWriteStream(dump));
  renameSync(`${plain}.truth.tsv`, `${dump}.truth.tsv`);
  rmSync(plain);
  return { dump, bytes };
}

/** Reads a file once, so that every contender finds it in the page cache. */
async function warm(file) {
  for await (const _ of createReadStream(file, { highWaterMark: 1 << 20 }));
}

async function benchKind(folder, kind, size, options, peers) {
  const { dump, bytes } = await makeDump(folder, kind, size, options);
  await warm(dump);
  const out = (name) => join(folder, `${kind}.${name}.out`);
  const contenders = [
    ...options.jobs.map((job) => ({ name: job, command: jobs[job](dump), out: out(job) })),
    ...peers.filter(({ command }) => command).map((peer) => ({ name: peer.name, command: peer.command(kind, dump), out: out(peer.name) })),
  ];
  const results = await alternate(contenders, options.runs);
  const rows = contenders.map(({ name }) => row(kind, bytes, name, results, peers));
  const notes = [...results].filter(([, { failure }]) => failure !== undefined).map(([name, { failure }]) => `${kinds[kind]}: ${name} ${failure}`);
  const check = await checkSums(kind, dump, options, results, peers, out);
  if (!options.keep) for (const file of [dump, `${dump}.truth.tsv`, ...contenders.map((each) => each.out)]) rmSync(file, { force: true });
  return { rows, notes, check };
}

function row(kind, bytes, name, results, peers) {
  const { measured } = results.get(name);
  const ratio = (peer) => times(timesAsFast(measured, results.get(peer)?.measured ?? []));
  const isPeer = peers.some((peer) => peer.name === name);
  const speed = median(measured.map(({ seconds }) => bytes / 1e6 / seconds));
  const memory = measured.map(({ peakMB }) => peakMB).filter((peak) => peak !== undefined);
  return [
    kinds[kind],
    bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`,
    isPeer ? `sums by ${name}` : name,
    speed === undefined ? 'failed' : speed.toFixed(speed < 10 ? 1 : 0),
    memory.length === 0 ? '-' : Math.max(...memory).toFixed(0),
    ...peers.map((peer) => (isPeer ? '' : ratio(peer.name))),
  ];
}

const times = (ratio) => (ratio === undefined ? '-' : `${ratio.toFixed(ratio < 10 ? 2 : 1)} x`);

/** Holds what backturn and the peers printed against the truth. */
async function checkSums(kind, dump, options, results, peers, out) {
  const truth = sumsOfTruth(dump);
  if (!options.jobs.includes('sessions')) await measure(jobs.sessions(dump), out('sessions'));
  const ours = sumsOfBackturn(readFileSync(out('sessions'), 'utf8'));
  const checked = { kind, sessions: truth.size, wrong: differences(truth, ours), recounted: false, nested: false, peers: [] };
  if (onlyTokens(checked.wrong)) {
    const once = peers.some(({ name, command }) => name === 'jq' && command) ? nestedCountedOnce(truth, kind, dump) : undefined;
    checked.recounted = once !== undefined;
    checked.nested = once !== undefined && differences(once, ours).length === 0;
  }
  for (const { name } of peers) {
    const result = results.get(name);
    if (!result || result.failure !== undefined) continue;
    checked.peers.push({ name, wrong: differences(truth, sumsOfTsv(readFileSync(out(name), 'utf8'))) });
  }
  if (!options.jobs.includes('sessions') && !options.keep) rmSync(out('sessions'), { force: true });
  return checked;
}

const onlyTokens = (wrong) => wrong.length === 1 && wrong[0].field === 'inputTokens';

function tellCheck({ kind, sessions, wrong, recounted, nested, peers }) {
  if (wrong.length === 0) say(`${kinds[kind]}: sums equal the truth in all ${sessions} sessions.`);
  else if (nested) {
    const [{ wrong: count, expected, actual }] = wrong;
    say(`${kinds[kind]}: traces, spans and errors equal the truth in all ${sessions} sessions. Input tokens are ${actual} instead of ${expected} (${count} sessions):`);
    say('  this dump has model calls below model calls, which the truth adds up and backturn counts once. Counted so by jq, all sessions are equal.');
  } else {
    say(`!!! ${kinds[kind].toUpperCase()}: SUMS DIFFER FROM THE TRUTH`);
    for (const each of wrong) tellDifference(each);
    if (!recounted && onlyTokens(wrong)) say('!!!   Model calls below model calls are counted once by backturn and added up by the truth; whether that is all needs jq.');
  }
  for (const peer of peers.filter((each) => each.wrong.length > 0)) {
    say(`!!! ${kinds[kind]}: ${peer.name} DIFFERS FROM THE TRUTH, so it did another job and its ratio means nothing`);
    for (const each of peer.wrong) tellDifference(each);
  }
}

function tellDifference({ field, wrong, of, expected, actual, example }) {
  say(`!!!   ${field}: ${wrong} of ${of} sessions; total ${actual} instead of ${expected}; "${example.session}" has ${example.actual} instead of ${example.expected}`);
}

function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((cells) => cells[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => (i < 3 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  return [line(head), `|${widths.map((width, i) => (i < 3 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`, ...rows.map(line)].join('\n');
}

async function bench(folder, options) {
  const peers = findPeers();
  say(`backturn against ${peers.map(({ name, version }) => `${name} ${version ?? '(not installed)'}`).join(' and ')}`);
  say(`Node ${process.versions.node}, ${cpus().length} cores, generator: ${options.generator}, seed ${options.seed}, runs: ${options.runs}, in turn`);
  for (const { name, command, install } of peers) if (!command) say(`${name} is not installed: ${install}`);
  const done = [];
  for (const size of options.sizes) {
    for (const kind of options.only) {
      process.stderr.write(`${kinds[kind]}, ${size / 1e6} MB ...\n`);
      done.push(await benchKind(folder, kind, size, options, peers));
    }
  }
  say();
  say(table(['kind', 'size', 'job', 'MB/s', 'peak RSS MB', ...peers.map(({ name }) => `to ${name}`)], done.flatMap(({ rows }) => rows)));
  say();
  say('MB/s: median, of bytes before compression. Ratios: median over rounds of seconds of the peer by seconds of backturn; above 1, backturn is faster.');
  say(`Peak RSS: highest of the runs, by ${memorySource}.`);
  for (const note of done.flatMap(({ notes }) => notes)) say(`!!! ${note}`);
  say();
  for (const { check } of done) tellCheck(check);
  return done.every(({ check, notes }) => notes.length === 0 && (check.wrong.length === 0 || check.nested));
}

async function main() {
  const options = readOptions();
  if (!existsSync(cli)) throw new Usage('The command line is not built: run "npm run build" first.');
  const folder = mkdtempSync(join(tmpdir(), 'backturn-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      remove();
      process.exit(130);
    });
  }
  try {
    if (!(await bench(folder, options))) process.exitCode = 1;
  } finally {
    if (options.keep) say(`Dumps are kept in ${folder}`);
    else remove();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Usage || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error.stack}\n`);
  process.exitCode = 2;
});
