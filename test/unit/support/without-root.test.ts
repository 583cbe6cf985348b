import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Modules that load a package as they are loaded, where this Node needs it. */
const LOADING = new Map([['libsql', '../../../src/main/engine/ledger/file/sqlite']]);

/** Packages that a file imports at run time: `import('…')`, without types and local files. */
function latePackages(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/(?<!typeof )\bimport\('([^'.][^']*)'\)/g);
  return [...imports].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

it('loads every package that the engine imports late before a test drops root', () => {
  const engine = join(ROOT, 'src', 'main', 'engine');
  const files = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const late = new Set(files.flatMap((name) => latePackages(join(engine, name))));
  const helper = readFileSync(join(ROOT, 'test', 'support', 'engine', 'without-root.ts'), 'utf8');
  const early = [...helper.matchAll(/^import '(.+)';$/gm)].map(([, name]) => name);
  expect([...late].filter((name) => !early.includes(LOADING.get(name) ?? name))).toEqual([]);
});
