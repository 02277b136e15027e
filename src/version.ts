import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Top of the package: one folder above the sources, two above the built code. */
const top = ['../', '../../'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(new URL('package.json', url)));
if (!top) throw new Error('the package is incomplete: its package.json is missing');

/** Version of the tool, as `package.json` states it. */
export const version: string = (JSON.parse(readFileSync(new URL('package.json', top), 'utf8')) as { version: string }).version;

/** Folder of the rule packs that ship. */
export const shippedRules: string = fileURLToPath(new URL('rules', top));
