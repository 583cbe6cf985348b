import type { EngineStatus } from '../../shared/contract/status';
import type { Settings } from '../../shared/settings/schema';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import { settingsWarnings } from '../../shared/settings/validation/warnings';
import type { EventWriter } from './format/event-writer';

/** Reports faults and warnings of the settings while Logbell watches, and those that were corrected. */
export class SettingsNotices {
  readonly #writer: EventWriter;
  readonly #file: string;
  #faults: readonly SettingsProblem[] = [];
  #warnings: readonly SettingsProblem[] = [];

  constructor(writer: EventWriter, file: string) {
    this.#writer = writer;
    this.#file = file;
  }

  /** Reports what was corrected since the last call, then all faults, or all warnings if there are no faults. */
  report(settings: Settings, faults: readonly SettingsProblem[]): void {
    // An unreadable file does not show which of its faults were corrected.
    const unseen = faults.some(isOfWholeFile) ? this.#faults.filter((fault) => !isOfWholeFile(fault)) : [];
    const remaining = [...faults, ...unseen];
    this.#clear(this.#faults, remaining);
    faults.forEach((problem) => this.#writer.settingsFault(problem, this.#file));
    this.#faults = remaining;
    if (faults.length === 0) {
      const warnings = settingsWarnings(settings);
      this.#clear(this.#warnings, warnings);
      warnings.forEach((problem) => this.#writer.settingsWarning(problem, this.#file));
      this.#warnings = warnings;
    }
  }

  /** Reports what is watched now; nothing if the file could not be read, as then nothing has changed. */
  reloaded(
    { fileCounts, rules }: Pick<EngineStatus, 'fileCounts' | 'rules'>,
    faults: readonly SettingsProblem[],
  ): void {
    if (faults.some(isOfWholeFile)) {
      return;
    }
    const files = fileCounts.reduce((sum, { following }) => sum + following, 0);
    const broken = new Set(faults.flatMap(({ path }) => /^rules\[\d+\]/.exec(path) ?? []));
    this.#writer.settingsReloaded({ files, rules, unusedRules: broken.size });
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
