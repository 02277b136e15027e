// Runs commands as whole processes and tells how long they took and how much memory they held.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';

const timeTool = '/usr/bin/time';
const hasGnuTime = existsSync(timeTool) && /GNU/.test(run(timeTool, ['--version']));
const pollEveryMs = 5;

/** How peak memory is found: for the notes below a table. */
export const memorySource = hasGnuTime
  ? `${timeTool}: the largest process of a command, its children included one by one`
  : 'VmHWM of /proc, read every few milliseconds: the process itself, its children not included';

/** Standard output and standard error of a short command, whatever its exit code. */
export function run(command, args) {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error ? '' : stdout + stderr;
}

/**
 * Runs one command to its end; standard output goes to the file `out`.
 *
 * @returns {Promise<{ seconds: number, peakMB: number | undefined, code: number | null, stderr: string }>} wall time and peak resident memory (10^6 bytes)
 */
export async function measure([command, ...args], out) {
  const report = `${out}.time`;
  const words = hasGnuTime ? [timeTool, '-v', '-o', report, command, ...args] : [command, ...args];
  const stdout = openSync(out, 'w');
  let stderr = '';
  let peakKB;
  const begun = process.hrtime.bigint();
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(words[0], words.slice(1), { stdio: ['ignore', stdout, 'pipe'] });
      const poll = hasGnuTime ? undefined : setInterval(() => (peakKB = highWater(child.pid) ?? peakKB), pollEveryMs);
      child.stderr.setEncoding('utf8').on('data', (text) => (stderr = (stderr + text).slice(-20_000)));
      child.on('error', reject);
      child.on('close', (status) => {
        clearInterval(poll);
        resolve(status);
      });
    });
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    if (hasGnuTime) peakKB = maximumResident(report);
    return { seconds, peakMB: peakKB === undefined ? undefined : (peakKB * 1024) / 1e6, code, stderr };
  } finally {
    closeSync(stdout);
    rmSync(report, { force: true });
  }
}

function highWater(pid) {
  try {
    return number(/^VmHWM:\s+(\d+) kB/m, readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return undefined; // Ended already, or a system without /proc.
  }
}

const maximumResident = (report) => number(/Maximum resident set size \(kbytes\): (\d+)/, readFileSync(report, 'utf8'));

function number(pattern, text) {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * Runs contenders in turn, A B C A B C ..., so that a change of the machine's load meets all of them. One that fails is not run again.
 *
 * @param contenders `{ name, command, out }` each
 * @returns {Promise<Map<string, { measured: object[], failure?: string }>>} by name
 */
export async function alternate(contenders, runs) {
  const results = new Map(contenders.map(({ name }) => [name, { measured: [] }]));
  for (let round = 0; round < runs; round += 1) {
    for (const { name, command, out } of contenders) {
      const result = results.get(name);
      if (result.failure !== undefined) continue;
      const measured = await measure(command, out);
      if (measured.code === 0) result.measured.push(measured);
      else result.failure = `ended with ${measured.code}: ${complaint(measured.stderr)}`;
    }
  }
  return results;
}

/** The line of standard error that says what is wrong: the first one, or the one after a Python traceback. */
const complaint = (text) => text.split('\n').find((line) => /^\S/.test(line) && !line.startsWith('Traceback')) ?? 'nothing on standard error';

/** The middle value; the mean of the two middle ones for an even count. `undefined` for none. */
export function median(values) {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How many times as fast `ours` is as `theirs`: the median of the ratios of each round. */
export function timesAsFast(ours, theirs) {
  const pairs = Math.min(ours.length, theirs.length);
  return median(Array.from({ length: pairs }, (_, i) => theirs[i].seconds / ours[i].seconds));
}
