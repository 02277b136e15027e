import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from './collect.js';

let folder = '';
const home = process.cwd();

const files: Record<string, string> = {
  'dumps/b.jsonl': '{"b":1}',
  'dumps/a.json': '{"a":1}',
  'dumps/Z.json': '{"z":1}',
  'dumps/sub/c.dat': '{"c":1}',
  'dumps/sub/notes.txt': 'nothing here',
  'dumps/README.md': '{"quoted":1}',
  'dumps/.hidden.json': '{"hidden":1}',
  'dumps/node_modules/x.json': '{"module":1}',
  'prose/only.md': 'text',
  'empty.json': '',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-discover-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await mkdir(join(folder, 'linked'));
  await symlink(join(folder, 'dumps/a.json'), join(folder, 'linked/same.json'));
  await symlink(join(folder, 'dumps'), join(folder, 'linked/dumps'));
  await symlink(join(folder, 'linked'), join(folder, 'linked/circle'));
  await symlink(join(folder, 'nowhere'), join(folder, 'linked/broken.json'));
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

const inDumps = ['dumps/Z.json', 'dumps/a.json', 'dumps/b.jsonl', 'dumps/sub/c.dat', 'dumps/sub/notes.txt'];

describe('inputs', () => {
  test.each<[string, string[], string[], string[]]>([
    ['a file is read under the name it was given', ['./dumps/a.json'], ['./dumps/a.json'], []],
    ['a directory is walked, in order of bytes', ['dumps'], inDumps, ['not-read note', 'not-json note']],
    ['a slash at the end changes nothing', ['dumps/'], inDumps, ['not-read note', 'not-json note']],
    ['the order of inputs changes nothing', ['dumps/sub/c.dat', 'dumps/a.json'], ['dumps/a.json', 'dumps/sub/c.dat'], []],
    ['a pattern matches', ['dumps/**/*.{json,dat}'], ['dumps/Z.json', 'dumps/a.json', 'dumps/sub/c.dat'], []],
    ['a file is read once, given twice', ['dumps/a.json', 'dumps/a.json'], ['dumps/a.json'], []],
    ['a file is read once under two names', ['linked/same.json', 'dumps/a.json'], ['dumps/a.json'], ['same-file note']],
    ['a file that is named is read, whatever its name', ['dumps/README.md'], ['dumps/README.md'], []],
    ['a named file without records is worth a warning', ['dumps/sub/notes.txt'], ['dumps/sub/notes.txt'], ['not-json warning']],
    ['a file found and named counts as named', ['dumps/sub', 'dumps/sub/notes.txt'], ['dumps/sub/c.dat', 'dumps/sub/notes.txt'], ['not-json warning']],
    [
      'links are followed, circles are not',
      ['linked'],
      ['linked/dumps/Z.json', 'linked/dumps/a.json', 'linked/dumps/b.jsonl', 'linked/dumps/sub/c.dat', 'linked/dumps/sub/notes.txt'],
      ['same-file note', 'not-read note', 'not-json note'],
    ],
    ['a missing file does not end the run', ['dumps/a.jsn', 'dumps/b.jsonl'], ['dumps/b.jsonl'], ['no-such-file error']],
    ['a pattern without a match is told of', ['*.nothing'], [], ['no-such-file error']],
    ['a directory without dumps is told of', ['prose'], [], ['no-such-file error']],
    ['an empty file is told of', ['empty.json'], ['empty.json'], ['empty-file warning']],
    ['a file taken for a directory is told of', ['empty.json/x'], [], ['no-such-file error']],
  ])('%s', async (_, inputs, paths, told) => {
    const found = await collect(inputs);
    expect(found.files.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
    expect(new Set(found.diagnostics.map(({ code, level }) => `${code} ${level}`))).toEqual(new Set(told));
  });

  test('files come in order of the bytes of their paths', async () => {
    expect((await collect(['dumps'])).files.map(({ path }) => path)).toEqual(inDumps);
  });

  test('a slip in a name is noticed', async () => {
    const { diagnostics } = await collect(['dumps/a.jsn']);
    expect(diagnostics[0]?.message).toBe('There is no file "dumps/a.jsn"; did you mean "a.json"?');
  });

  test('no more files are read than the limit says', async () => {
    const { files: read, diagnostics } = await collect(['dumps/*.json*'], { limits: { files: 2 } });
    expect(read.map(({ path }) => path)).toEqual(['dumps/Z.json', 'dumps/a.json']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['too-many-files']);
  });

  test('each file is followed by its size and number of records', async () => {
    expect((await collect(['dumps/a.json', 'dumps/b.jsonl'])).files).toEqual([
      { path: 'dumps/a.json', bytes: 7, records: 1 },
      { path: 'dumps/b.jsonl', bytes: 7, records: 1 },
    ]);
  });
});
