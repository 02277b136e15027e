import { z } from '../../util/zod.js';

const dotted = /^\$?[^.$/~][^.]*(?:\.[^.]+)*$|^\$\.[^.]+(?:\.[^.]+)*$/;
const pointer = /^\$?(?:\/(?:[^/~]|~[01])*)+$/;

/** Where something is: a JSON Pointer or a dotted path; both start at the span, or with `$` at the whole record. */
const path = z
  .string()
  .refine((text) => pointer.test(text) || dotted.test(text), { message: 'is no path: write a JSON Pointer ("/usage/input") or a dotted path ("usage.input"), with "$" in front ("$.session") to begin at the record' })
  .meta({ id: 'path', description: 'A JSON Pointer ("/usage/input") or a dotted path ("usage.input"). It begins at the span; with "$" in front ("$.session", "$/session") at the whole record' });

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const paths = z.union([path, z.array(path).min(1)]).meta({ id: 'paths', description: 'A path, or several of which the first that holds something is read' });
const constant = z.strictObject({ value: scalar.describe('The same for every span') });
const place = z.strictObject({ path: paths });

/** Where a value comes from. */
const source = z.union([path, place, constant]).meta({ id: 'source', description: 'Where a value comes from' });

const unit = z.enum(['ns', 'us', 'ms', 's']).describe('Unit of a bare number');
const time = z.union([path, z.strictObject({ path: paths, unit: unit.optional() })]).meta({ id: 'time', description: 'A time: ISO 8601, or a number since 1970. Without a unit the size of the number decides' });
const duration = z.strictObject({ path: paths, unit });

const statusWord = z.enum(['ok', 'error', 'unset']);
/** Kinds of spans that a mapping can give. */
export const mappedKinds = ['agent', 'chain', 'embedding', 'evaluator', 'guardrail', 'llm', 'prompt', 'reranker', 'retriever', 'tool'] as const;
const kindWord = z.enum(mappedKinds);

const status = z.union([path, z.strictObject({ path: paths, values: z.record(z.string(), statusWord).optional().describe('What recorded words mean'), otherwise: statusWord.optional() })]);
const kind = z.union([path, z.strictObject({ value: kindWord }), z.strictObject({ path: paths, values: z.record(z.string(), kindWord).optional().describe('What recorded words mean'), otherwise: kindWord.optional() })]);

const tokens = z.strictObject({
  input: source.optional().describe('All input tokens, cached ones included'),
  output: source.optional(),
  total: source.optional(),
  cacheRead: source.optional(),
  cacheWrite: source.optional(),
  reasoning: source.optional(),
});

const span = z.strictObject({
  traceId: source.optional().describe('What joins spans to a turn; without it, a record is a trace of its own'),
  spanId: source.optional(),
  parentId: source.optional().describe('Id of the span above; spans under `children` have theirs by where they stand'),
  name: source.optional(),
  start: time.optional(),
  end: time.optional(),
  duration: duration.optional().describe('Instead of an end'),
  status: status.optional(),
  error: source.optional().describe('Message of a failure; a span that has one failed'),
  errorType: source.optional(),
  kind: kind.optional(),
  input: source.optional(),
  output: source.optional(),
  model: source.optional(),
  provider: source.optional(),
  tokens: tokens.optional(),
  cost: source.optional().describe('US dollars'),
  finishReason: source.optional(),
  toolName: source.optional(),
  toolCallId: source.optional(),
  agent: source.optional(),
  session: source.optional(),
  user: source.optional(),
  attributes: paths.optional().describe('Objects whose members become attributes under their own names'),
});

/** Checks a mapping file. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens').describe('Short name of the format'),
    title: z.string().min(1),
    appliesTo: z
      .strictObject({
        keys: z.array(path).min(1).describe('All of these must be there'),
        values: z.record(path, z.union([scalar, z.array(scalar).min(1)])).optional().describe('What must stand at a path: a value, or one of several'),
      })
      .describe('Which records the mapping is for'),
    recordArrays: z.array(z.string().min(1)).optional().describe('Keys of a document whose long arrays hold one record an element; files are cut there'),
    spans: path.optional().describe('List of spans in a record; without it, the record is one span'),
    children: path.refine((text) => !text.startsWith('$'), { message: 'begins at the span: write it without "$"' }).optional().describe('List of spans below a span, inside the span itself'),
    span,
  })
  .describe('Where ids, times, texts and counts are in an export that no format plugin knows');

/** A mapping as it is written. */
export type Mapping = z.input<typeof mappingSchema>;
/** A mapping that was checked. */
export type CheckedMapping = z.output<typeof mappingSchema>;
/** Keys that a mapping may have, for suggestions. */
export const mappingKeys = [...Object.keys(mappingSchema.shape), ...Object.keys(span.shape), ...Object.keys(tokens.shape), 'keys', 'values', 'path', 'value', 'unit', 'otherwise'];
