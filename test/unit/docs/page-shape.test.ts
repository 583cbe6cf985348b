import { describe, expect, it } from 'vitest';
import { resources } from '../../../src/shared/i18n/resources';
import { ALL_PRESETS } from '../../../src/shared/presets/all-presets';
import { blocksOf, guides, page, type Page, pagesIn, prose } from '../../support/docs/page';

const READMES = ['README.md', 'README.ko.md', 'docs/README.md', 'docs/ko/README.md'].map(page);
const HOW_TOS = [...pagesIn('docs/how-to'), ...pagesIn('docs/ko/how-to')];
const MOST_COLUMNS = 100;

const lines = ({ text }: Page): string[] => text.trimEnd().split('\n');

/** Columns of a line, of which Hangul and other wide characters take two. */
function columns(line: string): number {
  return Array.from(line).reduce((sum, each) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/u.test(each) ? 2 : 1), 0);
}

function strings(table: object): string[] {
  return Object.values(table).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : strings(value as object),
  );
}

it.each([...READMES, ...guides()])('$path has lines of at most 100 columns', (page) => {
  expect(lines(page).filter((line) => columns(line) > MOST_COLUMNS)).toEqual([]);
});

it.each(READMES)('$path has at most 120 lines', (readme) => {
  expect(lines(readme).length).toBeLessThanOrEqual(120);
});

it('the READMEs count the presets', () => {
  expect(page('README.md').text).toContain(`${ALL_PRESETS.length} presets`);
  expect(page('README.ko.md').text).toContain(`프리셋 ${ALL_PRESETS.length}개`);
});

describe('a how-to', () => {
  it.each(HOW_TOS)('$path has at most 60 lines, and the same parts as the others', (howTo) => {
    expect(lines(howTo).length).toBeLessThanOrEqual(60);
    const parts = { en: ['Steps', 'Check it works', 'Next'], ko: ['순서', '확인하기', '다음 단계'] }[howTo.language];
    expect(Array.from(howTo.text.matchAll(/^## (.+)$/gm), ([, heading]) => heading)).toEqual(parts);
  });
});

it.each(guides())('$path has only names of the window in bold', (guide) => {
  const shown = new Set(strings(resources[guide.language].translation));
  const bold = Array.from(prose(guide).matchAll(/\*\*([^*]+)\*\*/g), ([, name = '']) => name);
  expect(bold.filter((name) => !shown.has(name))).toEqual([]);
});

it.each(guides())('$path has commands of Logbell in console blocks only, which a test runs', (guide) => {
  const others = blocksOf(guide).filter(({ kind }) => kind !== 'console');
  expect(others.filter(({ content }) => /^(?:\$ )?logbell\b/m.test(content))).toEqual([]);
  const run = blocksOf(guide).filter(({ kind }) => kind === 'console');
  expect(run.filter(({ content }) => !content.startsWith('$ logbell '))).toEqual([]);
});
