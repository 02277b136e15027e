import { describe, readDocument } from './engine/document.js';
import { ConfigError } from './errors/config-error.js';
import { confidences, severities } from './model/index.js';
import { z } from './util/zod.js';

const override = z
  .strictObject({
    off: z.boolean().optional().describe('True: the rule is not run'),
    severity: z.enum(severities).optional(),
    params: z.record(z.string(), z.json()).optional().describe("Values for the rule's own params"),
    reason: z.string().min(1).optional().describe('Why; asked for where something is switched off or lowered'),
  })
  .refine((value) => value.off !== true || value.reason !== undefined, { message: 'a rule that is switched off needs a "reason"' });

/** Checks a config file. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    packs: z.array(z.string().min(1)).default([]).describe('Folders of rule packs beside those that ship, relative to the config file'),
    mappings: z.array(z.string().min(1)).default([]).describe('Files that map odd exports, relative to the config file'),
    rules: z.record(z.string(), override).default({}).describe('Changes to rules, by rule id'),
    gate: z
      .union([z.literal('off'), z.strictObject({ minSeverity: z.enum(severities).optional(), minConfidence: z.enum(confidences).optional() })])
      .optional()
      .describe('Which findings fail the run'),
    limits: z
      .strictObject({
        recordBytes: z.int().positive().optional(),
        depth: z.int().positive().optional(),
        attributesPerSpan: z.int().positive().optional(),
        inflateRatio: z.number().positive().optional(),
        files: z.int().positive().optional(),
      })
      .optional(),
    keepScorerTraces: z.boolean().optional(),
  })
  .describe('Config of backturn');

/** A config as it is written in a file. No file is read unless it is named. */
export type Config = z.input<typeof configSchema>;
/** A config with its defaults filled in. */
export type LoadedConfig = z.output<typeof configSchema>;

/**
 * Gives a config its type, for editors.
 *
 * @example
 * export default defineConfig({ gate: { minSeverity: 'high' } });
 */
export const defineConfig = (config: Config): Config => config;

/**
 * Reads and checks a config file; paths in it become relative to where the file stands.
 *
 * @throws ConfigError with the file, the place in it, what is wrong and what to write instead.
 * @example
 * const config = await loadConfig('backturn.config.json');
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const read = await readDocument(file, configSchema);
  if ('issues' in read) throw new ConfigError(file, describe(read.issues));
  const folder = file.replace(/[^/\\]*$/u, '');
  const beside = (path: string): string => (/^(?:[/\\]|[A-Za-z]:)/u.test(path) ? path : `${folder}${path}`);
  return { ...read.value, packs: read.value.packs.map(beside), mappings: read.value.mappings.map(beside) };
}
