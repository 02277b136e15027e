import { defineOperators } from '../../src/plugin.js';
import { equality } from './equality.js';
import { length } from './length.js';
import { membership } from './membership.js';
import { order } from './order.js';
import { presence } from './presence.js';
import { text } from './text.js';

/** The comparisons that rules are written with. All are strict: nothing is converted, and what does not fit is an error. */
export default defineOperators({ apiVersion: 1, id: 'standard', operators: [...equality, ...order, ...membership, ...text, ...length, ...presence] });
