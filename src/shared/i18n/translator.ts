import type { i18n } from 'i18next';
import type { Language } from '../settings/schema';
import { createI18n } from './language';
import { resources } from './resources';

/** Returns the string of a key in the current language, with `{{values}}` filled in. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const cache = new Map<Language, Translate>();

/** Translate function of one language, for code without a window. Its strings are read when the first is asked for. */
export function translator(language: Language): Translate {
  const translate = cache.get(language) ?? createTranslator(language);
  cache.set(language, translate);
  return translate;
}

function createTranslator(language: Language): Translate {
  let instance: i18n | null = null;
  return (key, values) => {
    instance ??= createI18n(language, { [language]: resources[language] });
    return instance.t(key, values ?? {});
  };
}
