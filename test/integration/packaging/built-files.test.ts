import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesNeededBy } from '../../../scripts/packaging/built-files.mjs';

const BUILT = join(import.meta.dirname, '..', '..', '..', 'out', 'main');

/** Size of the built files that an entry point may load, bytes. */
function bytesOf(entry: string): number {
  return filesNeededBy([entry]).files.reduce((sum, file) => sum + statSync(join(BUILT, file)).size, 0);
}

it('a thread that reads ahead loads little code: a flood starts several, and each has a copy', () => {
  expect(bytesOf('ahead-worker.js')).toBeLessThan(20_000);
});

it('the command line carries the strings of both languages', () => {
  expect(filesNeededBy(['cli.js']).files).toEqual(expect.arrayContaining(['texts/en.json', 'texts/ko.json']));
});
