import { conventions } from '../plugins/conventions/index.js';
import { factPlugins } from '../plugins/facts/index.js';
import { formats } from '../plugins/formats/index.js';
import operators from '../plugins/operators/index.js';
import { reporters } from '../plugins/reporters/index.js';

/** Everything that ships, as plugins like any other. */
export const builtin = { formats, conventions, facts: factPlugins, operators: [operators], reporters };
