import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { window as english } from '../../../src/shared/i18n/en/window';
import { window as korean } from '../../../src/shared/i18n/ko/window';
import { windowTexts } from '../../../src/shared/i18n/window-texts';

const RENDERER = join(import.meta.dirname, '../../../src/renderer');
const sharedSource = (name: string): string => readFileSync(join(RENDERER, `../shared/${name}.ts`), 'utf8');
const source = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(RENDERER, name), 'utf8'))
  .concat(['delivery-state', 'duration-words', 'trigger-words'].map((name) => sharedSource(`i18n/${name}`)))
  .join('\n');
const named = [...source.matchAll(/'window\.([\w.-]+)'/g)].map(([, key]) => key ?? '');
const prefixes = [...source.matchAll(/`window\.([\w.-]+)\.\$\{/g)].map(([, key]) => key ?? '');

function leaves(texts: object, above = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
      typeof text === 'object' && text !== null
        ? [...leaves(text, `${above}${key}.`)]
        : [[`${above}${key}`, String(text)] as const],
    ),
  );
}

const values = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('texts of the window', () => {
  const words = leaves(korean);

  it('have every key used in the code', () => {
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !words.has(key))).toEqual([]);
    expect(prefixes.filter((prefix) => ![...words.keys()].some((key) => key.startsWith(`${prefix}.`)))).toEqual([]);
  });

  it('have no unused key', () => {
    const used = (key: string): boolean =>
      named.includes(key) || prefixes.some((prefix) => key.startsWith(`${prefix}.`));
    expect([...words.keys()].filter((key) => !used(key))).toEqual([]);
  });

  it('load the texts of all areas used in the code, and of no other', () => {
    const shared = [
      ...['i18n/decision-text', 'i18n/default-messages', 'i18n/problem-text', 'i18n/settings-problem-text'],
      'presets/preset',
    ].map(sharedSource);
    const nested = [...leaves(windowTexts.ko.translation).values()].join('\n').matchAll(/\$t\((\w+)[.]/g);
    const called = [source, ...shared].join('\n').matchAll(/\bt\(\s*['`](\w+)[.]/g);
    const areas = new Set([...called, ...nested].map(([, area]) => area));
    expect(Object.keys(windowTexts.ko.translation).sort()).toEqual([...areas].sort());
    expect(Object.keys(windowTexts.en.translation)).toEqual(Object.keys(windowTexts.ko.translation));
  });

  it('use the same placeholders in both languages', () => {
    const other = leaves(english);
    expect([...words].map(([key, text]) => [key, values(text)])).toEqual(
      [...words.keys()].map((key) => [key, values(other.get(key) ?? '')]),
    );
  });
});
