import { createInstance, type i18n } from 'i18next';
import type { AppSettings, Language } from '../settings/schema';

/** Texts by language and area, as i18next takes them. */
type Texts = Readonly<Partial<Record<Language, { readonly translation: object }>>>;

/** An i18next instance with these texts, `language` among them, speaking it. Escaping is left to what shows the text. */
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

/** The language to speak: the one chosen, or the desktop's when it is Korean, else English. */
export function chooseLanguage(chosen: AppSettings['language'], systemLocale: string): Language {
  if (chosen !== 'system') {
    return chosen;
  }
  return systemLocale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
