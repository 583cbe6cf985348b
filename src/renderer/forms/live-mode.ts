import type { KeysView } from '../../shared/contract/ipc/snapshot';
import { hasSampleNumber } from '../../shared/settings/sample-number';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Recipient, SensSettings } from '../../shared/settings/schema';
import { sensProblems } from '../../shared/settings/validation/validate-sens';

/** The two keys in display order. */
export const KEY_NAMES = ['accessKey', 'secretKey'] as const;

export type KeyName = (typeof KEY_NAMES)[number];

/** Values that a form still lacks for live mode. */
interface LiveModeFaults {
  readonly sens: readonly SettingsProblem[];
  /** Keys that are neither stored nor typed. */
  readonly keys: readonly KeyName[];
  /** Recipients that still have the sample number. */
  readonly samples: readonly Recipient[];
}

/** Finds what live mode lacks: values of the form, keys, or the real numbers of recipients. */
export function liveModeFaults(
  sens: SensSettings,
  stored: Pick<KeysView, KeyName>,
  typed: Readonly<Record<KeyName, string>>,
  recipients: readonly Recipient[],
): LiveModeFaults {
  return {
    sens: sensProblems({ ...sens, mode: 'live' }, true),
    keys: KEY_NAMES.filter((name) => stored[name] !== 'set' && typed[name].trim() === ''),
    samples: recipients.filter(hasSampleNumber),
  };
}
