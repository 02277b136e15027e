import { describe, expect, it } from 'vitest';
import { inEventOrder } from '../../src/graph/index.js';
import type { RawLog } from '../../src/model/index.js';

/** Logs of one span, a list for each record. */
function logs(records: readonly (readonly { says: string; at?: bigint; sequence?: number | string }[])[]): RawLog[] {
  return records.flatMap((record, number) =>
    record.map(({ says, at, sequence }): RawLog => {
      const attributes = new Map(sequence === undefined ? [] : [['event.sequence', sequence] as const]);
      return { type: 'log', traceId: 't', spanId: 's', event: { name: 'message', timeNs: at, attributes, body: says }, place: { file: `${number}.jsonl`, record: 1, offset: 0, length: 1 } };
    }),
  );
}

const said = (records: Parameters<typeof logs>[0]) => inEventOrder(logs(records)).map(({ body }) => body);

describe('message events of one span', () => {
  const z = [{ says: 'z' }, { says: 'a' }];
  const b = [{ says: 'b' }];
  it.each([
    ['go by time, those without one last', [[{ says: 'none' }, { says: 'late', at: 2n }], [{ says: 'early', at: 1n }]], ['early', 'late', 'none']],
    ['go by a recorded sequence at one time', [[{ says: 'second', at: 1n, sequence: '10' }], [{ says: 'first', at: 1n, sequence: 9 }]], ['first', 'second']],
    ['keep the order in which one record lists them', [z], ['z', 'a']],
    ['go by content where records tie', [z, b], ['b', 'z', 'a']],
    ['go by content whichever record came first', [b, z], ['b', 'z', 'a']],
  ])('%s', (_, records, expected) => {
    expect(said(records)).toEqual(expected);
  });
});
