import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../src/engine/json-schemas.js';

describe('the JSON Schemas in rules/schema', () => {
  it.each([...jsonSchemas()])('%s is what the engine checks (after a change: npm run build && node scripts/generate-schemas.mjs)', (name, text) => {
    expect(readFileSync(new URL(`../../rules/schema/${name}`, import.meta.url), 'utf8')).toBe(text);
  });
});
