import { windowTextsEn } from './window-texts-en';
import { windowTextsKo } from './window-texts-ko';

/** The texts of the areas that the window speaks, by language. */
export const windowTexts = {
  ko: { translation: windowTextsKo },
  en: { translation: windowTextsEn },
} as const;
