import { confidences } from '../model/index.js';
import { z } from '../util/zod.js';

/*
 * Cases: small sessions written by hand on which a rule must fire or stay silent. Only what matters to the rule is written; ids, times and places are made.
 */

const json = z.json();
const status = z.enum(['ok', 'error', 'unset']);

const usage = z
  .strictObject({ input: z.number(), output: z.number(), total: z.number(), cacheRead: z.number(), cacheWrite: z.number(), reasoning: z.number() })
  .partial()
  .meta({ id: 'usage' });

const document = z.strictObject({ text: z.string().optional(), id: z.string().optional(), score: z.number().optional(), metadata: json.optional() }).meta({ id: 'document' });

const toolRequest = z.strictObject({ name: z.string(), id: z.string().optional(), arguments: json.optional() }).meta({ id: 'toolRequest' });

const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().optional(),
  toolCalls: z.array(toolRequest).optional().describe('Tools that an assistant message asks for'),
  toolCallId: z.string().optional().describe('Of a tool message: the call that it answers'),
  name: z.string().optional(),
}).meta({ id: 'message' });

const assessment = z.strictObject({
  name: z.string(),
  kind: z.enum(['feedback', 'expectation', 'issue']).default('feedback'),
  value: json.optional(),
  rationale: z.string().optional(),
  source: z.enum(['human', 'llm_judge', 'code', 'unknown']).default('human'),
  error: z.strictObject({ code: z.string().optional(), message: z.string().optional() }).optional(),
  valid: z.boolean().default(true),
  metadata: json.optional(),
}).meta({ id: 'assessment' });

/** A span of a turn. */
export interface CompactCall extends z.output<typeof callFields> {
  calls?: CompactCall[] | undefined;
}

const kinds = ['agent', 'chain', 'embedding', 'evaluator', 'guardrail', 'llm', 'memory', 'parser', 'prompt', 'reranker', 'retriever', 'tool', 'unknown'] as const;

const callFields = z.strictObject({
  kind: z.enum(kinds),
  name: z.string().optional().describe('Name of the span; of a tool: its name too'),
  agent: z.string().optional(),
  input: json.optional(),
  output: json.optional(),
  messages: z.array(message).optional().describe('Messages that a model was given'),
  toolCalls: z.array(toolRequest).optional().describe('Tools that a model asked for'),
  tools: z.array(z.strictObject({ name: z.string(), description: z.string().optional(), parameters: json.optional() })).optional().describe('Tools that a model was offered'),
  id: z.string().optional().describe('Of a tool: id of the call'),
  arguments: json.optional().describe('Of a tool'),
  result: json.optional().describe('Of a tool'),
  isError: z.boolean().optional().describe('The tool itself says that it failed'),
  query: z.string().optional().describe('Of a retriever'),
  documents: z.array(document).optional().describe('What a retriever gave back'),
  usage: usage.optional(),
  model: z.string().optional(),
  responseModel: z.string().optional(),
  provider: z.string().optional(),
  finishReason: z.enum(['stop', 'length', 'tool_call', 'content_filter', 'error', 'other']).optional(),
  status: status.optional(),
  error: z.union([z.string(), z.strictObject({ type: z.string().optional(), message: z.string().optional(), stack: z.string().optional() })]).optional(),
  durationMs: z.number().optional(),
  unfinished: z.boolean().optional().describe('No end is recorded'),
  parentMissing: z.boolean().optional().describe('Its parent is not in the dump'),
  truncated: z.boolean().optional().describe('The recording of the output was cut'),
  attributes: z.record(z.string(), json).optional(),
  events: z.array(z.strictObject({ name: z.string(), attributes: z.record(z.string(), json).optional() })).optional(),
});

const call: z.ZodType<CompactCall> = z
  .strictObject({ ...callFields.shape, calls: z.array(z.lazy((): z.ZodType<CompactCall> => call)).optional().describe('Spans below this one') })
  .meta({ id: 'call' });

const turn = z.strictObject({
  agent: z.string().optional(),
  name: z.string().optional().describe('Name of the root span; the agent when absent'),
  input: json.optional(),
  output: json.optional(),
  status: status.optional(),
  message: z.string().optional().describe('Status message of the root span'),
  assessments: z.array(assessment).optional(),
  calls: z.array(call).optional(),
  usage: usage.optional().describe('Usage on the root span itself'),
  durationMs: z.number().optional(),
  pauseMs: z.number().optional().describe('Time between the end of the turn before and the start of this one'),
  unfinished: z.boolean().optional(),
  attributes: z.record(z.string(), json).optional(),
  metadata: z.record(z.string(), json).optional(),
  tags: z.record(z.string(), json).optional(),
}).meta({ id: 'turn' });

const session = z.strictObject({
  id: z.string().optional(),
  user: z.string().optional(),
  assessments: z.array(assessment).optional().describe('Judgements of the session as a whole'),
  turns: z.array(turn).min(1),
}).meta({ id: 'session' });

const expectation = z.strictObject({
  turn: z.int().optional().describe('The turn of the finding'),
  rootCause: z.int().optional().describe('The turn that introduced the error'),
  message: z.string().optional().describe('Text that the message contains'),
  confidence: z.enum(confidences).optional(),
  findings: z.int().min(1).optional().describe('How many findings there are'),
}).meta({ id: 'expectation' });

const caseName = z.string().min(1).describe('What the case shows, as a sentence');

/** Checks a `<rule>.cases.json`. */
export const casesSchema = z
  .strictObject({
    $schema: z.string().optional(),
    fires: z.array(z.strictObject({ name: caseName, session, expect: expectation.optional() })).min(1),
    silent: z.array(
      z.strictObject({ name: caseName, session, evaluated: z.boolean().default(true).describe('false: the rule cannot be evaluated here, and says so') }),
    ),
    knownGaps: z
      .array(
        z.strictObject({
          name: caseName,
          session,
          why: z.string().min(1).describe('Why the rule gets this wrong'),
          should: z.enum(['fire', 'stay silent']).default('fire').describe('What would be right'),
        }),
      )
      .default([]),
  })
  .describe('Cases of a rule of backturn');

export type Cases = z.output<typeof casesSchema>;
export type CompactSession = z.output<typeof session>;
export type CompactTurn = z.output<typeof turn>;
export type CompactMessage = z.output<typeof message>;
export type CompactAssessment = z.output<typeof assessment>;
export type CaseExpectation = z.output<typeof expectation>;
