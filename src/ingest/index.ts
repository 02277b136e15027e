export { ingest, type IngestItem, type IngestOptions } from './ingest.js';
export type { Limits } from './limits.js';
