import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

const files: SourceFile[] = ['src', 'plugins'].flatMap((folder) => sourceFiles(folder));

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name).replaceAll('\\', '/');
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Specifiers of static, dynamic and re-exporting imports; relative ones as paths from the top of the project. */
function importsOf(path: string, text: string): string[] {
  const pattern = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gu;
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return specifier.startsWith('.') ? relative(root, resolve(root, dirname(path), specifier)).replaceAll('\\', '/') : specifier;
  });
}

/** Layers from the bottom up: a file may import its own layer and those below. Layers of one row do not import each other, but for those named. */
const layers = ['util', 'model', 'errors', 'ingest', 'adapt', 'graph', 'facts', 'engine', 'findings', 'report'];
const siblings: Record<string, readonly string[]> = { ingest: ['adapt', 'graph'], adapt: ['ingest', 'graph'], graph: ['ingest', 'adapt'] };

function layerOf(path: string): string | undefined {
  return /^src\/([^/]+)\//u.exec(path)?.[1];
}

const violations = (test: (file: SourceFile, imported: string) => boolean): string[] =>
  files.flatMap((file) => file.imports.filter((imported) => test(file, imported)).map((imported) => `${file.path} imports ${imported}`));

const textViolations = (pattern: RegExp, allowed: (path: string) => boolean): string[] =>
  files.filter((file) => !allowed(file.path) && pattern.test(withoutComments(file.text))).map((file) => file.path);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/(?<!:)\/\/.*$/gmu, '');
}

describe('the architecture', () => {
  it('is read from real files', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it('imports from the bottom up only', () => {
    const found = violations((file, imported) => {
      const from = layers.indexOf(layerOf(file.path) ?? '');
      const to = layers.indexOf(layerOf(imported) ?? '');
      if (from < 0 || !imported.startsWith('src/')) return false;
      return to < 0 || to > from || (siblings[layers[from] ?? '']?.includes(layers[to] ?? '') ?? false);
    });
    expect(found).toEqual([]);
  });

  it('lets nothing but the command line import the command line', () => {
    expect(violations((file, imported) => imported.startsWith('src/cli/') && !file.path.startsWith('src/cli/'))).toEqual([]);
  });

  it('lets plugins import the plugin API, their own folder and zod, and nothing else', () => {
    const found = violations((file, imported) => {
      if (!file.path.startsWith('plugins/')) return false;
      return !(imported === 'src/plugin.js' || imported === 'zod' || imported.startsWith('plugins/'));
    });
    expect(found).toEqual([]);
  });

  it('keeps each library in its room', () => {
    const rooms: Record<string, RegExp> = {
      'stream-json': /^src\/ingest\//u,
      'fast-glob': /^src\/ingest\//u,
      'csv-parse': /^src\/ingest\//u,
      fzstd: /^src\/ingest\//u,
      'json-rules-engine': /^src\/engine\//u,
      re2js: /^src\/util\//u,
      stemmer: /^src\/util\/text\//u,
      zod: /^(?:src|plugins)\//u,
      cac: /^src\/cli\//u,
      picocolors: /^src\/report\//u,
    };
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(Object.keys(manifest.dependencies).sort()).toEqual(Object.keys(rooms).sort());
    const found = violations((file, imported) => Object.entries(rooms).some(([library, room]) => (imported === library || imported.startsWith(`${library}/`)) && !room.test(file.path)));
    expect(found).toEqual([]);
  });

  it('touches the file system only where dumps, packs and plugins are read and reports are written', () => {
    const allowed = /^src\/(?:ingest|cli)\/|^src\/engine\/(?:load|document)|^src\/(?:version|builtin)\.ts$/u;
    expect(violations((file, imported) => /^(?:node:)?fs(?:\/|$)/u.test(imported) && !allowed.test(file.path))).toEqual([]);
  });

  it('imports no module that can open a socket or start a process', () => {
    const forbidden = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|child_process|cluster|worker_threads|vm|inspector|repl|wasi)(?:\/|$)/u;
    expect(violations((_, imported) => forbidden.test(imported))).toEqual([]);
    expect(textViolations(/\b(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/u, () => false)).toEqual([]);
  });

  it('compiles no code at run time', () => {
    expect(textViolations(/\beval\s*\(|new\s+Function\s*\(/u, () => false)).toEqual([]);
  });

  it('reads no clock and no randomness at all', () => {
    expect(textViolations(/Date\.now\s*\(|new\s+Date\s*\(\s*\)|Math\.random\s*\(|performance\.now\s*\(|randomUUID|randomBytes|getRandomValues|hrtime/u, () => false)).toEqual([]);
  });

  it('prints and reads the process in the command line only', () => {
    expect(textViolations(/\bconsole\.|\bprocess\./u, (path) => path.startsWith('src/cli/'))).toEqual([]);
  });

  it('branches on no format or convention by name in shared code', () => {
    const names = /['"](?:mlflow|otlp|genai|openinference|openllmetry)['"]/u;
    expect(textViolations(names, (path) => path.startsWith('plugins/'))).toEqual([]);
  });

  it('has one dependency list without install scripts', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const scripts = Object.keys(manifest.dependencies).filter((name) => {
      const own = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { scripts?: Record<string, string> };
      return ['preinstall', 'install', 'postinstall'].some((script) => own.scripts?.[script] !== undefined);
    });
    expect(scripts).toEqual([]);
  });
});
