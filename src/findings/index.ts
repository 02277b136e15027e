export { decideGate, recordsText, type GateDecision, type GatePolicy } from './gate.js';
export { settle, startSettling, type Unevaluated } from './settle.js';
