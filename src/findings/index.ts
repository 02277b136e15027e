export { decideGate, recordsText, type GateParts, type GatePolicy } from './gate.js';
export { settle, startSettling, type Settled, type Settling } from './settle.js';
