import { expect, it } from 'vitest';
import { parseSettings } from '../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../src/shared/settings/validation/warnings';
import { blocksOf, guides } from '../../support/docs/page';

/** Each `json` block of a guide is a whole `config.json`, which may leave out what has a default. */
const EXAMPLES = guides().flatMap((page) =>
  blocksOf(page)
    .filter(({ kind }) => kind === 'json')
    .map(({ content }, at) => [page.path, at, content] as const),
);

it.each(EXAMPLES)('%s: settings %i are valid, and mean what they say', (_path, _at, content) => {
  const { settings, problems } = parseSettings(JSON.parse(content));
  expect(problems).toEqual([]);
  expect(settingsWarnings(settings)).toEqual([]);
});

it('there are examples in both languages', () => {
  expect(EXAMPLES.filter(([path]) => path.startsWith('docs/ko/')).length).toBe(EXAMPLES.length / 2);
  expect(EXAMPLES.length).toBeGreaterThan(20);
});
