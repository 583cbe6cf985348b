import type { i18n as I18n } from 'i18next';
import { chooseLanguage, createI18n } from '../../shared/i18n/language';
import type { Snapshot } from '../../shared/contract/ipc/snapshot';
import type { Language } from '../../shared/settings/schema';

const NAMESPACE = 'translation';

/** Loaders of the texts; one build chunk per language, so that the window loads only the one it needs. */
const TEXTS: Readonly<Record<Language, () => Promise<object>>> = {
  ko: async () => (await import('../../shared/i18n/window-texts-ko')).windowTextsKo,
  en: async () => (await import('../../shared/i18n/window-texts-en')).windowTextsEn,
};

/** Creates the window's i18next instance with the texts of `language`. Rejects if the build lacks their file. */
export async function windowI18n(language: Language): Promise<I18n> {
  return createI18n(language, { [language]: { [NAMESPACE]: await TEXTS[language]() } });
}

/** Loads the texts of a language unless they are loaded; call before a change to it. */
export async function loadTexts(i18n: I18n, language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, NAMESPACE)) {
    i18n.addResourceBundle(language, NAMESPACE, await TEXTS[language]());
  }
}

/** Language that the settings choose for this desktop. */
export function chosenLanguage({ settings, info }: Pick<Snapshot, 'settings' | 'info'>): Language {
  return chooseLanguage(settings.settings.app.language, info.systemLanguage);
}
