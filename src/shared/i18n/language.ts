import { createInstance, type i18n } from 'i18next';
import type { AppSettings, Language } from '../settings/schema';

/** Strings by language, as i18next takes them. */
type Texts = Readonly<Partial<Record<Language, { readonly translation: object }>>>;

/**
 * Creates an i18next instance that speaks `language`, with these strings. Escaping is left to the code that displays a
 * string.
 */
export function createI18n(language: Language, texts: Texts): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: texts,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** Language to use: the chosen one, or Korean on a Korean desktop, or else English. */
export function chooseLanguage(chosen: AppSettings['language'], systemLocale: string): Language {
  if (chosen !== 'system') {
    return chosen;
  }
  return systemLocale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** Locale of a terminal, from its environment (locale(7): LC_ALL wins over LC_MESSAGES over LANG). */
export function systemLocale(environment: Readonly<Record<string, string | undefined>>): string {
  const names = ['LC_ALL', 'LC_MESSAGES', 'LANG'];
  return names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';
}
