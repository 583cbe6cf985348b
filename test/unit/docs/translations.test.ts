import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Block, blocksOf, guides, page, PROJECT } from '../../support/docs/page';

/** Fields of the settings that hold words for people, which differ between languages. */
const WORDS: ReadonlySet<string> = new Set(['name', 'message', 'okMessage', 'recovered']);
const ENGLISH = guides().filter(({ language }) => language === 'en');

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

it('each Korean guide has an English one', () => {
  const korean = guides().filter(({ language }) => language === 'ko');
  expect(korean.map(({ path }) => path.replace('docs/ko/', 'docs/'))).toEqual(ENGLISH.map(({ path }) => path));
  expect(['README.ko.md', 'docs/ko/README.md'].filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});
