import type { SettingsDifference } from '../settings/merge';
import type { Settings } from '../settings/schema';
import type { SettingsProblem } from '../settings/problems';

/** What an edit of the settings began from. */
export interface SettingsBase {
  /** Tells this content of `config.json` from any other. */
  readonly revision: string;
  readonly settings: Settings;
}

/** Why an edit was not saved: the file was changed elsewhere in a way that the person has to decide about. */
export interface SettingsConflict {
  /** The file as it is now; a settlement names it. */
  readonly revision: string;
  /** What Logbell cannot read of the file: saving would leave it out. */
  readonly problems: readonly SettingsProblem[];
  /** What keeping mine would change in the file; empty when the file is no JSON. */
  readonly differences: readonly SettingsDifference[];
}

/** The person's choice in a conflict. It holds for the revision that they were shown. */
export interface Settlement {
  readonly revision: string;
  readonly keep: 'mine' | 'theirs';
}

/** Why settings were not saved. */
export type SaveRefusal = readonly SettingsProblem[] | SettingsConflict;

/** Whether the person has to choose before the settings can be saved. */
export function isConflict(refusal: SaveRefusal): refusal is SettingsConflict {
  return 'differences' in refusal;
}

/** Whether the file is no JSON, so that there is nothing of it to compare. */
export function isNoJson({ problems }: SettingsConflict): boolean {
  return problems.some(({ code }) => code === 'not-json');
}
