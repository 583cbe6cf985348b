import type { Settings } from '../../shared/settings';
import type { SettingsProblem } from '../../shared/settings-problem';
import { settingsWarnings } from '../../shared/settings-warnings';
import type { EventWriter } from './event-writer';

/** Says what is wrong with the settings while they are in use, and what has been corrected. */
export class SettingsNotices {
  readonly #writer: EventWriter;
  readonly #file: string;
  #faults: readonly SettingsProblem[] = [];
  #warnings: readonly SettingsProblem[] = [];

  constructor(writer: EventWriter, file: string) {
    this.#writer = writer;
    this.#file = file;
  }

  /** Says all faults, or without any all warnings, and before them those of the last time that are gone. */
  tell(settings: Settings, faults: readonly SettingsProblem[]): void {
    // A file that cannot be read does not show what was corrected in it.
    const unseen = faults.some(isOfWholeFile) ? this.#faults.filter((fault) => !isOfWholeFile(fault)) : [];
    const standing = [...faults, ...unseen];
    this.#clear(this.#faults, standing);
    faults.forEach((problem) => this.#writer.settingsFault(problem, this.#file));
    this.#faults = standing;
    if (faults.length === 0) {
      const warnings = settingsWarnings(settings);
      this.#clear(this.#warnings, warnings);
      warnings.forEach((problem) => this.#writer.settingsWarning(problem, this.#file));
      this.#warnings = warnings;
    }
  }

  #clear(before: readonly SettingsProblem[], now: readonly SettingsProblem[]): void {
    before
      .filter((problem) => !now.some(({ code, path }) => code === problem.code && path === problem.path))
      .forEach((problem) => this.#writer.settingsCleared(problem, this.#file));
  }
}

function isOfWholeFile({ path }: SettingsProblem): boolean {
  return path === '';
}
