import type { Transform } from 'node:stream';

/** After any of these nothing more comes out. */
const endings = ['error', 'end', 'close'];

/** A decompressor at work. Its output is collected as it comes: a stream that fails throws away what nobody has read yet. */
export interface Flow {
  stream: Transform;
  ready: Buffer[];
  taken: number;
  failure?: Error;
  /** The compressed data has ended. */
  over: boolean;
}

/** Starts to listen to a decompressor. */
export function startFlow(stream: Transform): Flow {
  const flow: Flow = { stream, ready: [], taken: 0, over: false };
  stream.on('data', (bytes: Buffer) => flow.ready.push(bytes));
  stream.on('error', (error: Error) => (flow.failure = error));
  for (const event of endings) stream.on(event, () => (flow.over = true));
  return flow;
}

/** Gives compressed bytes; returns what came out. Where the decompressor fails, `failure` is set. */
export async function feed(flow: Flow, piece: Buffer): Promise<Buffer[]> {
  flow.taken += piece.length;
  await settled(flow, (done) => flow.stream.write(piece, done));
  return flow.ready.splice(0);
}

/** Says that no more comes; returns what was left inside. */
export async function finish(flow: Flow): Promise<Buffer[]> {
  if (!flow.over) await settled(flow, () => flow.stream.end());
  flow.stream.destroy();
  return flow.ready.splice(0);
}

/** Waits for a write or for the end; a stream that fails or has seen enough never calls back. */
function settled(flow: Flow, act: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of endings) flow.stream.off(event, done);
      resolve();
    };
    for (const event of endings) flow.stream.on(event, done);
    act(done);
  });
}
