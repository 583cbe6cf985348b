import type { Translate } from './translator';
import type { RegexFault } from '../settings/patterns/regex-errors';
import type { SettingsProblemCode } from '../settings/validation/problems';

/** A settings fault and the values of its sentence. */
interface Wrong {
  readonly code: SettingsProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Sentence for a settings fault. */
export function settingsSentence({ code, params }: Wrong, t: Translate): string {
  const { fault, reason = '' } = params;
  return t(`settingsProblem.${code}`, fault === undefined ? params : { reason: t(`regexFault.${fault}`, { reason }) });
}

/** Sentence for an unusable regular expression. */
export function regexFaultSentence({ code, reason }: RegexFault, t: Translate): string {
  return t(`regexFault.${code}`, { reason });
}
