export { decideGate, type GateParts, type GatePolicy } from './gate.js';
export { numberFingerprints } from './fingerprint.js';
export { orderFindings } from './order.js';
export { settle, startSettling, type Settled, type Settling } from './settle.js';
