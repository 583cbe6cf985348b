import type { SettingsDifference } from '../settings/merge';
import type { Settings } from '../settings/schema';
import type { SettingsProblem } from '../settings/validation/problems';

/** State of the settings that an edit began from. */
export interface SettingsBase {
  /** Identifies this content of `config.json`. */
  readonly revision: string;
  readonly settings: Settings;
}

/** An edit that was not saved because `config.json` changed elsewhere and the user has to decide. */
export interface SettingsConflict {
  /** Revision of the file on disk, which the settlement repeats. */
  readonly revision: string;
  /** Parts of the file that Logbell cannot read; a save would drop them. */
  readonly problems: readonly SettingsProblem[];
  /** Changes that keeping `mine` would make to the file; empty if the file is not JSON. */
  readonly differences: readonly SettingsDifference[];
}

/** Choice of the user in a conflict, for the revision that the window showed. */
export interface Settlement {
  readonly revision: string;
  readonly keep: 'mine' | 'theirs';
}

/** Reason why settings were not saved. */
export type SaveRefusal = readonly SettingsProblem[] | SettingsConflict;

/** True if the user has to choose before the settings can be saved. */
export function isConflict(refusal: SaveRefusal): refusal is SettingsConflict {
  return 'differences' in refusal;
}

/** True if the file is not JSON, so that there is nothing to compare. */
export function isNoJson({ problems }: SettingsConflict): boolean {
  return problems.some(({ code }) => code === 'not-json');
}
