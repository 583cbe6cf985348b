import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Root of the project. */
export const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** Folders of the guides, below `docs` and `docs/ko`. */
const GUIDES = ['start', 'how-to', 'help'];

/** Opening fence with a language, content, closing fence. */
const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** The same, also inside a list. */
const INDENTED_BLOCK = /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm;

/** Content of a fenced block. */
export interface Block {
  /** Language after the opening fence, such as `json`. */
  readonly kind: string;
  readonly content: string;
}

/** A page of the documentation. */
export interface Page {
  /** Path from the root of the project. */
  readonly path: string;
  readonly language: 'en' | 'ko';
  readonly text: string;
}

/** Reads a page. */
export function page(path: string): Page {
  const isKorean = path.startsWith('docs/ko/') || path.endsWith('.ko.md');
  return { path, language: isKorean ? 'ko' : 'en', text: readFileSync(join(PROJECT, path), 'utf8') };
}

/** Reads the pages directly in a folder, in the order of their names. */
export function pagesIn(folder: string): Page[] {
  const names = readdirSync(join(PROJECT, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => page(join(folder, name)));
}

/** Reads all pages of the documentation and those in the root of the project. */
export function allPages(): Page[] {
  const names = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' });
  const docs = names.filter((name) => name.endsWith('.md')).sort();
  return [...pagesIn('.'), ...docs.map((name) => page(join('docs', name)))];
}

/** Reads the start pages, how-tos and help pages of both languages. */
export function guides(): Page[] {
  return ['docs', 'docs/ko'].flatMap((root) => GUIDES.flatMap((folder) => pagesIn(join(root, folder))));
}

/** Returns the fenced blocks of a page, without the indentation of those in a list. */
export function blocksOf({ text }: Page): Block[] {
  return Array.from(text.matchAll(INDENTED_BLOCK), ([, indent = '', kind = '', content = '']) => ({
    kind,
    content: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** Returns the text of a page with the content of each fenced block replaced, one after the other. */
export async function withBlocks({ text }: Page, replace: (block: Block) => Promise<string>): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: kind = '', 2: content = '', index } of text.matchAll(BLOCK)) {
    parts.push(text.slice(end, index), `\`\`\`${kind}\n`, await replace({ kind, content }), '```');
    end = index + whole.length;
  }
  return [...parts, text.slice(end)].join('');
}

/** Returns the text of a page without its fenced blocks. */
export function prose({ text }: Page): string {
  return text.replace(BLOCK, '');
}
