import { type Translate, translator } from '../../../shared/i18n/translator';
import type { Language } from '../../../shared/settings/schema';

/** Translate function whose sentences name commands as they are typed, with `sudo` and `--system` for the service. */
export function commandTranslator(language: Language, system: boolean): Translate {
  const translate = translator(language);
  return system ? (key, values) => translate(key, { context: 'system', ...values }) : translate;
}
