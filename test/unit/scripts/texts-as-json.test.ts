import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { jsonGetters } from '../../../scripts/vite-plugins.mjs';
import { resources } from '../../../src/shared/i18n/resources';

it('keeps the strings of both languages as JSON, which is read when they are asked for', () => {
  const made = runInThisContext(`(${jsonGetters(resources)})`) as typeof resources;
  expect(made).toEqual(resources);
  expect(made.ko).not.toBe(made.ko);
});
