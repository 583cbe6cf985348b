import type { Translate } from './translator';
import type { RegexFault } from '../settings/patterns/regex-errors';
import type { SettingsProblemCode } from '../settings/problems';

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
