// Writes rules/schema/*.schema.json from the zod schemas of the engine. Run it after a build; a test says when the files have drifted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../dist/src/engine/json-schemas.js';

const directory = new URL('../rules/schema/', import.meta.url);
mkdirSync(directory, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(new URL(name, directory), text);
