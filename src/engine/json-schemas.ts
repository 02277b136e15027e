import { mappingSchema } from '../adapt/mapping/schema.js';
import { z } from '../util/zod.js';
import { casesSchema } from './case-schema.js';
import { packSchema, ruleSchema } from './schema.js';

/** The JSON Schemas that ship with the packs, by file name: editors complete and check rules and mappings with them. */
export function jsonSchemas(): Map<string, string> {
  const sources = [
    ['rule', ruleSchema],
    ['pack', packSchema],
    ['cases', casesSchema],
    ['mapping', mappingSchema],
  ] as const;
  return new Map(sources.map(([name, schema]) => [`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`]));
}
