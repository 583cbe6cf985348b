import { dialog } from 'electron';
import { homedir } from 'node:os';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { ImportOutcome, ImportRefusal, ImportView } from '../../../shared/contract/ipc/calls';
import { isConflict, isNoJson, type SettingsBase } from '../../../shared/contract/settings-save';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import { exportSettings } from '../../../shared/transfer/settings-export';
import { planImport } from '../../../shared/transfer/settings-import';
import { readJsonFile } from '../../settings/json-file';
import { migrate } from '../../settings/migrations';
import type { SettingsFile } from '../../settings/settings-file';
import { dayStamp, saveFile } from '../files/save-file';
import type { CallHandlers } from './ipc';

/** Handles the calls for export and import; `imported` is called after an import has changed the settings. */
export function transferCalls(
  deps: SettingsTransferDeps,
  imported: () => Promise<void>,
): Pick<CallHandlers, 'settings:export' | 'settings:open-import' | 'settings:import'> {
  const transfer = createSettingsTransfer(deps);
  return {
    'settings:export': ({ withNumbers }) => transfer.exportTo(withNumbers),
    'settings:open-import': () => transfer.open(),
    'settings:import': async () => {
      const outcome = transfer.importOpened();
      if (outcome.ok) {
        await imported();
      }
      return outcome;
    },
  };
}

export interface SettingsTransferDeps {
  readonly settings: SettingsFile;
  readonly now: () => number;
}

/** Exports and imports rules, files and recipients. */
export interface SettingsTransfer {
  /** Returns the path written; null if the person cancels. */
  exportTo(withNumbers: boolean): Promise<Result<string | null, 'not-saved'>>;
  /** Reads a file and lists the changes it would make; null if the person cancels. */
  open(): Promise<Result<ImportView | null, ImportRefusal>>;
  /**
   * Imports the file read last and keeps a copy of `config.json`. If the settings it replaces have changed since the
   * preview, changes nothing and fails with a new preview.
   */
  importOpened(): Result<ImportOutcome, readonly SettingsProblem[] | ImportView>;
}

/** File read last, and the settings its preview was made against. */
interface OpenedExport {
  readonly content: unknown;
  readonly path: string;
  readonly base: SettingsBase;
}

/** Creates the transfer; it keeps the file read last until it is imported. */
export function createSettingsTransfer({ settings, now }: SettingsTransferDeps): SettingsTransfer {
  let opened: OpenedExport | null = null;

  const show = (content: unknown, path: string): Result<ImportView, ImportRefusal> => {
    const base = settings.state();
    const planned = planImport(content, base.settings);
    if (!planned.ok) {
      return planned;
    }
    opened = { content, path, base };
    const { changes, notes, problems } = planned.value;
    return ok({ path, changes, notes, problems });
  };

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
      return read.ok ? show(read.value, path) : read;
    },
    importOpened: () => {
      const planned = opened === null ? null : planImport(opened.content, opened.base.settings);
      if (opened === null || planned?.ok !== true) {
        return fail([settingsProblem([], 'bad-value')]);
      }
      const saved = settings.save(planned.value.settings, opened.base, { copyAs: 'before-import' });
      if (saved.ok) {
        opened = null;
        return ok({ backup: saved.value.copy });
      }
      if (!isConflict(saved.error)) {
        return fail(saved.error);
      }
      const again = isNoJson(saved.error) ? null : show(opened.content, opened.path);
      return fail(again?.ok === true ? again.value : saved.error.problems);
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
