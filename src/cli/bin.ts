#!/usr/bin/env node
import type { Io, Output } from './io.js';
import { main } from './main.js';

/** Waits where the reader is slower than we are, so that a large report is never held in memory. */
function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => (stream.write(text) ? undefined : new Promise<void>((resolve) => stream.once('drain', resolve))),
  };
}

/** A reader that has seen enough (`backturn … | head`) is no error. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode);
}

process.stdout.on('error', leaveQuietly);
process.stderr.on('error', leaveQuietly);

const io: Io = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  stdin: process.stdin,
  env: process.env,
  isTTY: process.stdout.isTTY === true,
  stderrIsTTY: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? process.stderr.columns,
};

process.exitCode = await main(process.argv.slice(2), io);
