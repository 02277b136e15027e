import { describe, expect, it } from 'vitest';
import { PluginError } from '../../src/errors/plugin-error.js';
import { createFactRegistry, fact, FactFailure, type FactPlugin } from '../../src/facts/index.js';
import { z } from '../../src/util/zod.js';

const one = (id: string, params?: z.ZodType) => fact({ id, scope: 'turn', title: id, cost: 1, params, returns: z.number(), measure: () => ({ value: 1, evidence: [] }) });
const plugin = (id: string, ...facts: FactPlugin['facts']): FactPlugin => ({ apiVersion: 1, id, facts });

describe('a registry of facts', () => {
  it('lists facts by id', () => {
    const registry = createFactRegistry([plugin('x', one('b.two')), plugin('y', one('a.one'))]);
    expect(registry.ids).toEqual(['a.one', 'b.two']);
    expect(registry.get('b.two')?.title).toBe('b.two');
    expect(registry.get('constructor')).toBeUndefined();
  });

  it.each([
    ['a plugin of another API version', [{ ...plugin('x'), apiVersion: 2 } as unknown as FactPlugin], /Plugin "x" states apiVersion 2/],
    ['a fact that two plugins give', [plugin('x', one('a.one')), plugin('y', one('a.one'))], /Plugin "y" gives the fact "a.one", which another plugin gives already/],
    ['a fact without an area', [plugin('x', one('one'))], /names a fact "one"/],
  ])('refuses %s', (_name, plugins, message) => {
    expect(() => createFactRegistry(plugins)).toThrow(PluginError);
    expect(() => createFactRegistry(plugins)).toThrow(message);
  });

  const registry = createFactRegistry([plugin('x', one('a.plain'), one('a.tuned', z.strictObject({ times: z.number().default(2), word: z.string().optional() })))]);

  it('fills parameters with their defaults, so that equal calls have equal keys whatever the order', () => {
    expect(registry.prepare('a.tuned').key).toBe(registry.prepare('a.tuned', { times: 2 }).key);
    expect(registry.prepare('a.tuned', { word: 'w', times: 2 }).key).toBe(registry.prepare('a.tuned', { times: 2, word: 'w' }).key);
    expect(registry.prepare('a.tuned', { times: 3 }).key).not.toBe(registry.prepare('a.tuned').key);
  });

  it.each([
    ['a fact that does not exist', 'a.plane', undefined, 'fact a.plane failed: there is no such fact; did you mean "a.plain"?'],
    ['parameters of a fact that takes none', 'a.plain', { times: 1 }, 'fact a.plain failed: it takes no parameters, "times" was given'],
    ['a parameter of another type', 'a.tuned', { times: 'x' }, 'fact a.tuned failed: its parameters do not fit: /times: must be of type number'],
    ['an unknown parameter', 'a.tuned', { tims: 1 }, 'fact a.tuned failed: its parameters do not fit: /tims: unknown key "tims"'],
  ])('refuses %s', (_name, id, params, message) => {
    expect(() => registry.prepare(id, params)).toThrow(new FactFailure(id, message.slice(message.indexOf('failed: ') + 8)));
  });

  it('compiles nothing at run time', () => {
    expect(z.config().jitless).toBe(true);
  });
});
