import { existsSync, writeFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../shared/common/result';
import { ruleSchema } from '../../shared/settings/rules/rule-schema';
import { emptySettings, type Language, type Settings } from '../../shared/settings/schema';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import { SAMPLE_NUMBER } from '../../shared/settings/sample-number';
import { isConflict } from '../../shared/contract/settings-save';
import type { AppPaths } from './config-dir';
import type { SettingsFile, SettingsState } from './settings-file';

const ON_CALL: Readonly<Record<Language, string>> = { ko: '당직', en: 'On call' };

const HEADER = "# Logbell sample log: append a line with the rule's text to see an alert.\n";

/**
 * Settings of the first start: the well-known tutorial ("hello world" becomes a text) in practice mode, so that nothing
 * is sent or charged.
 */
export function practiceSettings(language: Language, sampleLog: string): Settings {
  const empty = emptySettings();
  return {
    ...empty,
    app: { ...empty.app, firstSteps: 'try' },
    sens: { ...empty.sens, mode: 'practice' },
    recipients: [{ id: 'me', name: ON_CALL[language], number: SAMPLE_NUMBER, countryCode: '82' }],
    files: [{ id: 'sample', path: sampleLog, encoding: 'auto', start: 'end', flushAfter: '', multiLine: null }],
    rules: [
      ruleSchema.parse({
        id: 'hello',
        name: 'Hello',
        files: ['sample'],
        match: { text: 'hello world' },
        message: 'An Event Occurred',
        recipients: ['me'],
      }),
    ],
  };
}

/**
 * Writes the practice settings and the sample log, if the settings file is missing. Loads a file that somebody has
 * created since. Fails as saving does.
 */
export function setUpPractice(
  file: SettingsFile,
  paths: AppPaths,
  language: Language,
): Result<SettingsState, readonly SettingsProblem[]> {
  writeSampleLog(paths.sampleLog);
  const saved = file.save(practiceSettings(language, paths.sampleLog), file.state(), { onlyIfMissing: true });
  if (saved.ok) {
    return ok(saved.value.state);
  }
  return isConflict(saved.error) ? ok(file.load()) : fail(saved.error);
}

/** Creates the sample log unless it exists; the engine reports one that could not be written as missing. */
function writeSampleLog(path: string): void {
  if (existsSync(path)) {
    return;
  }
  try {
    writeFileSync(path, HEADER, { mode: 0o600 });
  } catch {
    // The engine reports the fault of this path.
  }
}
