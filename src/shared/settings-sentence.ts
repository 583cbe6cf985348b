import type { Translate } from './i18n/translator';
import type { RegexFault } from './regex-fault';
import type { SettingsProblemCode } from './settings-problem';

/** What is wrong with a setting, and the values its sentence names. */
interface Wrong {
  readonly code: SettingsProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is wrong with a setting, as a sentence. */
export function settingsSentence({ code, params }: Wrong, t: Translate): string {
  const { fault, reason = '' } = params;
  return t(`settingsProblem.${code}`, fault === undefined ? params : { reason: t(`regexFault.${fault}`, { reason }) });
}

/** Why a regular expression cannot be used, as a sentence. */
export function regexFaultSentence({ code, reason }: RegexFault, t: Translate): string {
  return t(`regexFault.${code}`, { reason });
}
