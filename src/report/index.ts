export { renderJson } from './json.js';
export { renderJsonLines } from './jsonl.js';
export { renderTerminal } from './terminal-report.js';
