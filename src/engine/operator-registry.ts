import { PluginError } from '../errors/plugin-error.js';
import type { OperatorDefinition, OperatorPlugin } from './operator.js';

/** Every operator that rules may name. */
export type OperatorRegistry = ReadonlyMap<string, OperatorDefinition>;

/**
 * Puts the operators of plugins into one registry.
 *
 * @throws PluginError when a plugin states another API version, or an operator is given twice.
 */
export function createOperatorRegistry(plugins: readonly OperatorPlugin[]): OperatorRegistry {
  const operators = new Map<string, OperatorDefinition>();
  for (const { id, apiVersion, operators: own } of plugins) {
    if (apiVersion !== 1) throw new PluginError(id, `states apiVersion ${String(apiVersion)}, this version of backturn knows 1`);
    for (const operator of own) {
      if (operators.has(operator.name)) throw new PluginError(id, `gives the operator "${operator.name}", which another plugin gives already`);
      operators.set(operator.name, operator);
    }
  }
  return operators;
}
