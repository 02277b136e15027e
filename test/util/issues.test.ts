import { describe, expect, it } from 'vitest';
import { readIssues } from '../../src/util/issues.js';
import { z } from '../../src/util/zod.js';

describe('what is wrong with a document', () => {
  const schema = z.strictObject({
    size: z.enum(['s', 'l']),
    shape: z.union([z.strictObject({ circle: z.number() }), z.strictObject({ square: z.number(), tilt: z.number().optional() })]),
    value: z.union([z.string(), z.strictObject({ param: z.string() })]),
  });
  const good = { size: 's', shape: { circle: 1 }, value: 'x' };

  it.each([
    ['a missing key', { shape: { square: undefined, tilt: 1 } }, ['/shape/square: is missing (number)']],
    ['a wrong word', { size: 'm' }, ['/size: must be one of "s", "l"']],
    ['an unknown key, with the name that was meant', { szie: 1 }, ['/szie: unknown key "szie"; did you mean "size"?']],
    ['the branch of a union that was meant', { shape: { square: 'x', tilt: 'y' } }, ['/shape/square: must be of type number', '/shape/tilt: must be of type number']],
    ['a wrong key in a union', { value: { parm: 'x' } }, ['/value/param: is missing (string)', '/value/parm: unknown key "parm"']],
    ['a type that no branch has', { value: 5 }, ['/value: has a type that is not allowed here']],
    ['a missing union', { value: undefined }, ['/value: is missing']],
  ])('tells of %s', (_name, change, expected) => {
    const parsed = schema.safeParse({ ...good, ...change });
    expect(parsed.error && readIssues(parsed.error, ['size', 'shape', 'value']).map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual(expected);
  });
});
