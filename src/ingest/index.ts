export { ingest, type IngestItem, type IngestOptions } from './ingest.js';
export { defaultLimits, type Limits } from './limits.js';
