import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

const ENTRY = read('packaging', 'desktop', 'io.github.logbell.Logbell.desktop');

it('the AppImage has the names of the menu entry that the other packages install', () => {
  const block = /^ {4}entry:\n((?: {6}.*\n)+)/m.exec(read('electron-builder.yml'))?.[1] ?? '';
  const fields = Array.from(
    block.matchAll(/^ {6}(\S+): '?(.*?)'?$/gm),
    ([, name = '', value = '']) => `${name}=${value}`,
  );
  expect(fields.length).toBeGreaterThan(1);
  expect(fields.filter((field) => !ENTRY.split('\n').includes(field))).toEqual([]);
});

it('the menu entry, the icon and the AppStream metadata have one id', () => {
  const { desktopName } = JSON.parse(read('package.json')) as { readonly desktopName: string };
  const metainfo = read('packaging', 'desktop', 'io.github.logbell.Logbell.metainfo.xml');
  expect(metainfo).toContain(`<launchable type="desktop-id">${desktopName}</launchable>`);
  expect(ENTRY).toContain(`\nIcon=${desktopName.replace(/\.desktop$/, '')}\n`);
});
