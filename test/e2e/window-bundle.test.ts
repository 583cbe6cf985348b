import { expect, test } from '@playwright/test';
import { WINDOW_BYTES, windowBundle } from '../../scripts/size.mjs';

test('the window bundle is small, complete, and without source maps', () => {
  const { files, bytes, languages, maps, unstyled } = windowBundle();
  expect(files.map(({ name }) => name.slice(name.lastIndexOf('.')))).toEqual(expect.arrayContaining(['.js', '.css']));
  expect(languages).toBe(2);
  expect(bytes).toBeLessThanOrEqual(WINDOW_BYTES);
  expect(maps).toEqual([]);
  expect(unstyled).toEqual([]);
});
