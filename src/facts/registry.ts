import { PluginError } from '../errors/plugin-error.js';
import type { JsonValue } from '../model/index.js';
import { describeIssues } from '../util/issues.js';
import { didYouMean } from '../util/nearest.js';
import { stableJson } from '../util/stable-json.js';
import '../util/zod.js';
import type { FactDefinition, FactPlugin } from './fact.js';
import { FactFailure } from './fact-failure.js';

/** A fact with parameters that were checked and filled with their defaults. */
export interface FactCall {
  readonly definition: FactDefinition;
  readonly params: unknown;
  /** Equal for calls that measure the same: the id with the canonical parameters. */
  readonly key: string;
}

/** Every fact that rules may name. */
export interface FactRegistry {
  /** Ids in alphabetical order. */
  readonly ids: readonly string[];
  readonly definitions: readonly FactDefinition[];
  get(id: string): FactDefinition | undefined;
  /**
   * Checks a fact's id and parameters once, so that measuring needs no check.
   *
   * @throws FactFailure when there is no such fact or the parameters do not fit.
   */
  prepare(id: string, params?: Readonly<Record<string, JsonValue>>): FactCall;
}

/** `area.camelName`; an area may have areas of its own. */
const idPattern = /^[a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*)+$/;

/**
 * Puts the facts of plugins into one registry.
 *
 * @throws PluginError when a plugin states another API version, or a fact is given twice or badly named.
 * @example
 * const registry = createFactRegistry([coreFacts, acmeFacts]);
 * registry.prepare('tokens.input');
 */
export function createFactRegistry(plugins: readonly FactPlugin[]): FactRegistry {
  const facts = new Map<string, FactDefinition>();
  for (const plugin of plugins) addPlugin(facts, plugin);
  const ids = [...facts.keys()].sort();
  const prepared = new Map<string, FactCall>();
  return {
    ids,
    definitions: ids.flatMap((id) => facts.get(id) ?? []),
    get: (id) => facts.get(id),
    prepare(id, params) {
      const asked = params === undefined ? id : `${id} ${stableJson(params)}`;
      let call = prepared.get(asked);
      if (!call) {
        call = prepare(facts, id, params);
        prepared.set(asked, call);
      }
      return call;
    },
  };
}

function addPlugin(facts: Map<string, FactDefinition>, plugin: FactPlugin): void {
  if (plugin.apiVersion !== 1) {
    throw new PluginError(plugin.id, `states apiVersion ${String(plugin.apiVersion)}, this version of backturn knows 1`);
  }
  for (const definition of plugin.facts) {
    if (!idPattern.test(definition.id)) throw new PluginError(plugin.id, `names a fact "${definition.id}"; fact ids look like "area.camelName"`);
    if (facts.has(definition.id)) throw new PluginError(plugin.id, `gives the fact "${definition.id}", which another plugin gives already`);
    facts.set(definition.id, definition);
  }
}

function prepare(facts: ReadonlyMap<string, FactDefinition>, id: string, params: Readonly<Record<string, JsonValue>> | undefined): FactCall {
  const definition = facts.get(id);
  if (!definition) throw new FactFailure(id, `there is no such fact${didYouMean(id, facts.keys())}`);
  if (!definition.params) return withoutParams(definition, params);
  const parsed = definition.params.safeParse(params ?? {});
  if (!parsed.success) throw new FactFailure(id, `its parameters do not fit: ${describeIssues(parsed.error)}`);
  return { definition, params: parsed.data, key: `${id} ${stableJson(parsed.data)}` };
}

function withoutParams(definition: FactDefinition, params: Readonly<Record<string, JsonValue>> | undefined): FactCall {
  const [first] = Object.keys(params ?? {});
  if (first !== undefined) throw new FactFailure(definition.id, `it takes no parameters, "${first}" was given`);
  return { definition, params: {}, key: definition.id };
}
