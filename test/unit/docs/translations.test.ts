import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Block, blocksOf, guides, page, pagesIn, prose, PROJECT } from '../../support/docs/page';

/** Fields of the settings that hold words for people, which differ between languages. */
const WORDS: ReadonlySet<string> = new Set(['name', 'message', 'okMessage', 'recovered']);
/** Explanations for the developers of Logbell, in English only. */
const FOR_DEVELOPERS: readonly string[] = ['docs/explain/architecture.md', 'docs/explain/benchmarks.md'];
const EXPLANATIONS = pagesIn('docs/explain').filter(({ path }) => !FOR_DEVELOPERS.includes(path));
const MESSAGES = page('docs/reference/messages.md');
const ENGLISH = [...guides().filter(({ language }) => language === 'en'), ...EXPLANATIONS, MESSAGES];

/** What a block has in common in all languages. */
function meaning({ kind, content }: Block): unknown {
  switch (kind) {
    case 'json':
      return JSON.parse(content, (key, value: unknown) => (WORDS.has(key) ? '…' : value));
    case 'console':
      return content.split('\n').filter((line) => line.startsWith('$ '));
    default:
      return content.replace(/ +# .*$/gm, '');
  }
}

it.each(ENGLISH)('$path has the same blocks in Korean', ({ path }) => {
  const both = [path, path.replace('docs/', 'docs/ko/')].map((each) => blocksOf(page(each)));
  const [english, korean] = both.map((blocks) => blocks.map((block) => [block.kind, meaning(block)]));
  expect(korean).toEqual(english);
});

it.each(ENGLISH)('$path has as many headings in Korean', ({ path }) => {
  const levels = [path, path.replace('docs/', 'docs/ko/')].map((each) =>
    Array.from(prose(page(each)).matchAll(/^(#+) /gm), ([, level]) => level),
  );
  expect(levels[1]).toEqual(levels[0]);
});

it('each Korean page has an English one', () => {
  const korean = guides().filter(({ language }) => language === 'ko');
  const others = ['docs/ko/explain', 'docs/ko/reference'].flatMap(pagesIn);
  const pairs = [...korean, ...others].map(({ path }) => path.replace('docs/ko/', 'docs/'));
  expect(pairs).toEqual(ENGLISH.map(({ path }) => path));
  expect(['README.ko.md', 'docs/ko/README.md'].filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});
