import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { allPages, page, type Page, PROJECT, prose } from '../../support/docs/page';

const PAGES = allPages();

/** Returns the targets of a page's links and pictures that are files of the project. */
function targets(of: Page): string[] {
  const text = prose(of);
  const inline = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  const named = Array.from(text.matchAll(/^\[[^\]]+\]: (\S+)$/gm), ([, target = '']) => target);
  return [...inline, ...named].filter((target) => !/^[a-z]+:/.test(target));
}

/** Returns the path of a target, from the root of the project. */
function pathOf(target: string, from: Page): string {
  const [path = ''] = target.split('#');
  return path === '' ? from.path : join(dirname(from.path), decodeURI(path));
}

/** Returns the anchors that GitHub gives the headings of a page. */
function anchors(of: Page): string[] {
  const headings = Array.from(prose(of).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(target: string, from: Page): boolean {
  const path = pathOf(target, from);
  const anchor = target.split('#')[1];
  return !existsSync(join(PROJECT, path)) || (anchor !== undefined && !anchors(page(path)).includes(decodeURI(anchor)));
}

it.each(PAGES)('$path has no broken link', (from) => {
  expect(targets(from).filter((target) => isBroken(target, from))).toEqual([]);
});

it('every page of the docs is in an index', () => {
  const indexed = ['docs/README.md', 'docs/ko/README.md']
    .map(page)
    .flatMap((index) => [index.path, ...targets(index).map((target) => pathOf(target, index))]);
  const docs = PAGES.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
  expect(docs.filter((path) => !indexed.includes(path))).toEqual([]);
});

it('every sample is used', () => {
  const linked = PAGES.map(({ text }) => text).join('\n');
  const samples = readdirSync(join(PROJECT, 'docs', 'samples'));
  expect(samples.filter((name) => !linked.includes(`samples/${name}`))).toEqual([]);
});
