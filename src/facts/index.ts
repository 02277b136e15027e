export * from './fact.js';
export { createCorpusBuilder, type Corpus, type CorpusBuilder } from './corpus.js';
export { createFactContext, type FactContextOptions, type FactReader } from './context.js';
export { createFactRegistry, type FactCall, type FactRegistry } from './registry.js';
export { FactFailure } from './fact-failure.js';
