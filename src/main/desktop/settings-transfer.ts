import { homedir } from 'node:os';
import { dialog } from 'electron';
import type { ImportOutcome, ImportRefusal, ImportView } from '../../shared/ipc-contract';
import { fail, ok, type Result } from '../../shared/result';
import { settingsProblem, type SettingsProblem } from '../../shared/settings-problem';
import { exportSettings } from '../../shared/transfer/settings-export';
import { planImport, type ImportPlan } from '../../shared/transfer/settings-import';
import { errorCode } from '../error-code';
import { keepCopy, readJsonFile } from '../settings/json-file';
import { migrate } from '../settings/migrations';
import type { SettingsFile } from '../settings/settings-file';
import { dayStamp, saveFile } from './save-file';

/** What the transfer is given. */
export interface SettingsTransferParts {
  readonly settings: SettingsFile;
  /** The path of `config.json`. */
  readonly configFile: string;
  readonly now: () => number;
}

/** Rules, files and recipients, to and from a file that the person names. */
export interface SettingsTransfer {
  /** Gives the path written, null when the person cancelled. */
  exportTo(withNumbers: boolean): Promise<Result<string | null, 'not-saved'>>;
  /** Reads a file and says what it would change; null when the person cancelled. */
  open(): Promise<Result<ImportView | null, ImportRefusal>>;
  /** Imports the file read last, by the settings as they are now, after a copy of `config.json` was kept. */
  importOpened(): Result<ImportOutcome, readonly SettingsProblem[]>;
}

/** Creates the transfer; it keeps the file read last until it is imported. */
export function createSettingsTransfer({ settings, configFile, now }: SettingsTransferParts): SettingsTransfer {
  let opened: unknown = null;

  const plan = (input: unknown): Result<ImportPlan, ImportRefusal> => planImport(input, settings.state().settings);

  return {
    exportTo: (withNumbers) => {
      const exported = exportSettings(settings.state().settings, withNumbers);
      return saveFile(`logbell-export-${dayStamp(now())}.json`, `${JSON.stringify(exported, null, 2)}\n`);
    },
    open: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        defaultPath: homedir(),
        filters: [{ name: 'JSON', extensions: ['json'] }],
        properties: ['openFile'],
      });
      const path = filePaths[0];
      if (path === undefined) {
        return ok(null);
      }
      const read = readExport(path);
      const planned = read.ok ? plan(read.value) : read;
      if (!planned.ok) {
        return planned;
      }
      opened = read.ok ? read.value : null;
      const { changes, notes, problems } = planned.value;
      return ok({ path, changes, notes, problems });
    },
    importOpened: () => {
      const planned = plan(opened);
      if (!planned.ok) {
        return fail([settingsProblem([], 'bad-value')]);
      }
      const backup = backUp(configFile, now());
      if (!backup.ok) {
        return backup;
      }
      const saved = settings.save(planned.value.settings);
      if (!saved.ok) {
        return saved;
      }
      opened = null;
      return ok({ backup: backup.value });
    },
  };
}

function readExport(path: string): Result<unknown, ImportRefusal> {
  const file = readJsonFile(path);
  switch (file.kind) {
    case 'json':
      return ok(migrate(file.value)?.settings ?? file.value);
    case 'broken':
      return fail('not-an-export');
    case 'missing':
      return fail('unreadable');
    case 'unreadable':
      return fail(file.size === undefined ? 'unreadable' : 'too-large');
  }
}

/** Gives the path of the copy; null when there is no file to copy yet. */
function backUp(configFile: string, nowMs: number): Result<string | null, readonly SettingsProblem[]> {
  try {
    return ok(keepCopy(configFile, 'before-import', nowMs));
  } catch (error) {
    const reason = errorCode(error);
    return reason === 'ENOENT' ? ok(null) : fail([settingsProblem([], 'not-saved', { reason })]);
  }
}
