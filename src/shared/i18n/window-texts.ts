import { windowTextsEn } from './window-texts-en';
import { windowTextsKo } from './window-texts-ko';

/** Strings of the areas that the window uses, by language. */
export const windowTexts = {
  ko: { translation: windowTextsKo },
  en: { translation: windowTextsEn },
} as const;
