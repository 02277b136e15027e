import type { FactPlugin } from '../../src/plugin.js';
import context from './context/index.js';
import core from './core/index.js';
import cues from './cues/index.js';
import errors from './errors/index.js';
import hygiene from './hygiene/index.js';
import loops from './loops/index.js';
import tokens from './tokens/index.js';

/** The fact plugins that ship. */
export const factPlugins: readonly FactPlugin[] = [core, context, cues, errors, hygiene, loops, tokens];
