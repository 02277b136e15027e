import type { FormatPlugin } from '../../src/plugin.js';
import atif from './atif/index.js';
import braintrust from './braintrust/index.js';
import claudeCode from './claude-code/index.js';
import clickhouse from './clickhouse/index.js';
import codex from './codex/index.js';
import jaeger from './jaeger/index.js';
import langfuse from './langfuse/index.js';
import langsmith from './langsmith/index.js';
import logfire from './logfire/index.js';
import mlflow from './mlflow/index.js';
import openaiAgents from './openai-agents/index.js';
import otelConsole from './otel-console/index.js';
import otlp from './otlp/index.js';
import phoenix from './phoenix/index.js';
import tempo from './tempo/index.js';
import zipkin from './zipkin/index.js';

/** Formats that ship. Where two are equally sure of a record, the first is taken. */
export const formats: readonly FormatPlugin[] = [mlflow, otlp, openaiAgents, braintrust, atif, claudeCode, codex, jaeger, phoenix, tempo, zipkin, otelConsole, logfire, clickhouse, langfuse, langsmith];
