import { defineConvention, type RawSpan } from '../../../src/plugin.js';
import { readFields } from './fields.js';

/** The Model Context Protocol: calls of tools and prompts as its clients and servers record them. */
export default defineConvention({
  apiVersion: 1,
  id: 'mcp',
  title: 'Model Context Protocol',
  precedence: { default: 45, kind: 15, tool: 15, input: 15, output: 15 },
  recognise,
  read: readFields,
});

function recognise({ attributes, name }: RawSpan): boolean {
  for (const key of attributes.keys()) if (key.startsWith('mcp.')) return true;
  return name.startsWith('MCP send ');
}
