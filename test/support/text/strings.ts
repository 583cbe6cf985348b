import { createI18n } from '../../../src/shared/i18n/language';
import { resources } from '../../../src/shared/i18n/resources';
import type { Language } from '../../../src/shared/settings/schema';

type Dotted<Table> = {
  [Key in keyof Table & string]: Table[Key] extends string ? Key : `${Key}.${Dotted<Table[Key]>}`;
}[keyof Table & string];

/** Key of a string, as in `window.rules.add`. */
export type StringKey = Dotted<(typeof resources)['ko']['translation']>;

type Values = Readonly<Record<string, string | number>>;

const SPEAKERS = { ko: createI18n('ko', resources), en: createI18n('en', resources) } as const;

/** Stands for the first value that is left out of a string, while the others are filled in. */
const MARK = 9_000_000_001;

/** Returns the English string of a key with its values. Throws if there is no such key, or a value is missing. */
export function en(key: StringKey, values: Values = {}): string {
  return filled('en', key, values);
}

/** Returns the Korean string of a key with its values. Throws if there is no such key, or a value is missing. */
export function ko(key: StringKey, values: Values = {}): string {
  return filled('ko', key, values);
}

/** Pattern of the English string of a key anywhere in a text; a value that is left out is a group of its name. */
export function enPattern(key: StringKey, values: Values = {}): RegExp {
  const missing = missingValues('en', key, values);
  const marks = missing.map((name, index) => [name, MARK + index] as const);
  const text = SPEAKERS.en.t(key, { ...values, ...Object.fromEntries(marks) });
  const pattern = marks.reduce((made, [name, mark]) => withGroup(made, name, mark), escaped(text));
  return new RegExp(pattern);
}

function filled(language: Language, key: StringKey, values: Values): string {
  const missing = missingValues(language, key, values);
  if (missing.length > 0) {
    throw new Error(`The string ${key} needs a value for ${missing.join(', ')}.`);
  }
  return SPEAKERS[language].t(key, values);
}

function missingValues(language: Language, key: StringKey, values: Values): readonly string[] {
  const text: unknown = SPEAKERS[language].getResource(language, 'translation', key);
  if (typeof text !== 'string') {
    throw new Error(`There is no string ${key}.`);
  }
  const names = Array.from(text.matchAll(/\{\{\s*(\w+)/g), ([, name = '']) => name);
  return Array.from(new Set(names)).filter((name) => !(name in values));
}

/** Puts a group in the place of a mark, which may have been formatted as a number, and refers to it where it is repeated. */
function withGroup(pattern: string, name: string, mark: number): string {
  const [first = '', ...others] = pattern.split(new RegExp(`${mark}|${mark.toLocaleString('en')}`));
  return others.reduce(
    (made, part, index) => `${made}${index === 0 ? `(?<${name}>[^]*)` : `\\k<${name}>`}${part}`,
    first,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
