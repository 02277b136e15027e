import type { ConventionPlugin } from '../../src/plugin.js';
import genai from './genai/index.js';
import mlflow from './mlflow/index.js';
import openinference from './openinference/index.js';
import openllmetry from './openllmetry/index.js';

/** The conventions that ship, in order of precedence where theirs are equal. */
export const conventions: readonly ConventionPlugin[] = [openinference, genai, openllmetry, mlflow];
