/** A place that text is written to. */
export interface Output {
  /** The promise, where there is one, settles when more text is welcome. */
  write(text: string): void | Promise<void>;
}

/** Everything that the command line has of the world outside, so that tests can stand in for it. */
export interface Io {
  stdout: Output;
  stderr: Output;
  stdin: AsyncIterable<Uint8Array>;
  env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal. */
  isTTY: boolean;
  /** Standard error is a terminal; as standard output when absent. */
  stderrIsTTY?: boolean;
  /** Width of the terminal. */
  columns?: number;
}

const chunk = 1 << 16;

/** Writes the pieces of a report in order, in chunks of a size that pipes like. */
export async function print(output: Output, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < chunk) continue;
    await output.write(waiting);
    waiting = '';
  }
  if (waiting !== '') await output.write(waiting);
}
