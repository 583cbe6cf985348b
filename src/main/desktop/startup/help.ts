import { chooseLanguage, systemLocale } from '../../../shared/i18n/language';
import { translator } from '../../../shared/i18n/translator';
import type { Environment } from '../../settings/config-dir';

/** Output of `--help`, in the language of the terminal. */
export function helpText(environment: Environment): string {
  return translator(chooseLanguage('system', systemLocale(environment)))('desktop.help');
}
