import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'out', 'main');

it('the built app cannot be pointed to a development server', () => {
  const files = readdirSync(MAIN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  expect(files).toContain('main.js');
  const matches = files.filter((name) => readFileSync(join(MAIN, name), 'utf8').includes('ELECTRON_RENDERER_URL'));
  expect(matches).toEqual([]);
});
