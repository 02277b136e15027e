import { describe, expect, it } from 'vitest';
import { evaluateSession } from '../../src/engine/index.js';
import type { Session } from '../../src/model/index.js';
import { factsFor, rule, session } from './helpers.js';

const loaded = rule({ when: { all: [{ fact: 'test.tag', operator: 'atLeast', value: 3 }] }, identity: ['turn.input', 'test.tag'] });
const base = { id: 's1', turns: [{ input: 'Where is it?', tags: { level: 5 } }] };

async function fingerprints(on: Session): Promise<string[]> {
  const outcomes = await evaluateSession([loaded], on, factsFor([on]));
  return outcomes.flatMap((outcome) => (outcome.kind === 'finding' ? [outcome.finding.fingerprint] : []));
}

/** The session as another export would hold it. */
function reexported(on: Session): Session {
  for (const turn of on.turns) {
    turn.traceId = 'other';
    for (const span of turn.spans) Object.assign(span, { id: `x${span.id}`, traceId: 'other', startNs: 5n, place: { file: 'moved.json', record: 77, offset: 9, length: 9 } });
  }
  return on;
}

describe('the fingerprint of a finding', () => {
  it('names its scheme', async () => {
    expect(await fingerprints(session(base))).toEqual([expect.stringMatching(/^btv1:[0-9a-f]{16}$/)]);
  });

  it('stays over another export: files, offsets, times, trace and span ids do not count', async () => {
    expect(await fingerprints(reexported(session(base)))).toEqual(await fingerprints(session(base)));
  });

  it('stays over other white space, width and case in its identity', async () => {
    expect(await fingerprints(session({ ...base, turns: [{ input: ' where  IS\nit？ ', tags: { level: 5 } }] }))).toEqual(await fingerprints(session(base)));
  });

  it.each([
    ['another session', { ...base, id: 's2' }],
    ['another value of its identity', { ...base, turns: [{ input: 'Where is it?', tags: { level: 6 } }] }],
    ['another name of the turn', { ...base, turns: [{ ...base.turns[0], name: 'other' }] }],
    ['another turn', { ...base, turns: [{ input: 'first', tags: { level: 1 } }, ...base.turns] }],
  ])('differs for %s', async (_name, other) => {
    const [changed] = await fingerprints(session(other));
    expect(changed).toMatch(/^btv1:/);
    expect(changed).not.toBe((await fingerprints(session(base)))[0]);
  });
});
