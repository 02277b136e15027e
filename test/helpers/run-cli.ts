import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** What a run of the command line gave. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line with the real pipeline, without a process of its own and without a terminal. */
export async function runCli(words: string | readonly string[], stdin: Iterable<Uint8Array> = []): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: { write: (text) => void out.push(text) },
    stderr: { write: (text) => void err.push(text) },
    stdin: stream(stdin),
    env: {},
    isTTY: false,
  };
  const code = await main(typeof words === 'string' ? words.split(' ') : words, io);
  return { code, out: out.join(''), err: err.join('') };
}

async function* stream(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
