import type { ConventionPlugin } from '../../src/plugin.js';
import genai from './genai/index.js';
import googleAdk from './google-adk/index.js';
import langfuse from './langfuse/index.js';
import langsmith from './langsmith/index.js';
import livekit from './livekit/index.js';
import logfirePydantic from './logfire-pydantic/index.js';
import mcp from './mcp/index.js';
import mlflow from './mlflow/index.js';
import openinference from './openinference/index.js';
import openllmetry from './openllmetry/index.js';
import springAi from './spring-ai/index.js';
import strands from './strands/index.js';
import vercel from './vercel/index.js';

/** The conventions that ship, in order of precedence where theirs are equal. */
export const conventions: readonly ConventionPlugin[] = [openinference, genai, openllmetry, mlflow, googleAdk, livekit, mcp, springAi, strands, vercel, logfirePydantic, langfuse, langsmith];
