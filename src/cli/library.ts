import type * as Backturn from '../index.js';

export type { AnalyzeOptions, Dump, LoadedConfig, ReadOptions } from '../index.js';

/** The part of the library that commands use: tests give their own. */
export type Library = Pick<typeof Backturn, 'analyze' | 'blame' | 'describeFormats' | 'loadConfig' | 'loadMapping' | 'measure' | 'readDump'>;

export type LoadLibrary = () => Promise<Library>;
