import { type ReporterPlugin, defineReporter, renderJson, renderJsonLines, renderTerminal } from '../../src/plugin.js';

const terminal = defineReporter({ apiVersion: 1, id: 'terminal', title: 'For people, on a terminal', render: renderTerminal });

const json = defineReporter({ apiVersion: 1, id: 'json', title: 'One JSON document with findings, verdict, outcomes and what the dump lacks', render: renderJson });

const jsonl = defineReporter({ apiVersion: 1, id: 'jsonl', title: 'JSON Lines, one finding a line', render: renderJsonLines });

/** The reporters that ship, in the order in which they are listed to users. */
export const reporters: readonly ReporterPlugin[] = [terminal, json, jsonl];
