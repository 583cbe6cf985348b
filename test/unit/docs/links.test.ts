import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Relative links of the documentation, and the headings they lead to. */

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PAGES = [
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'scripts/README.md'],
];

/** Text of a page without code blocks. */
function proseOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8').replace(/^ *```[^]*?^ *```$/gm, '');
}

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = proseOf(page).matchAll(/^#+ (.+)$/gm);
  return new Set(Array.from(headings, ([, heading = '']) => anchorOf(heading)));
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\]\(.*?\)/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function brokenLinks(page: string): string[] {
  const links = Array.from(proseOf(page).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      const isThere = existsSync(join(ROOT, target));
      return !isThere || (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor));
    });
}

it('there are pages', () => {
  expect(PAGES.length).toBeGreaterThan(10);
});

it.each(PAGES)('%s has no broken links', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});
