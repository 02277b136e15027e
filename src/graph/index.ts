export { assemble } from './assemble.js';
export { inEventOrder } from './event-order.js';
export { isHollow } from './hollow.js';
export type { Graph, GraphInput, GraphOptions } from './graph.js';
