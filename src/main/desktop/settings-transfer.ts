import { homedir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { dialog } from 'electron';
import type { ImportOutcome, ImportRefusal, ImportView } from '../../shared/ipc-contract';
import { fail, ok, type Result } from '../../shared/result';
import { settingsProblem, type SettingsProblem } from '../../shared/settings-problem';
import { isConflict } from '../../shared/settings-save';
import { exportSettings } from '../../shared/transfer/settings-export';
import { planImport, type ImportPlan } from '../../shared/transfer/settings-import';
import { readJsonFile } from '../settings/json-file';
import { migrate } from '../settings/migrations';
import type { SettingsFile } from '../settings/settings-file';
import { dayStamp, saveFile } from './save-file';

/** What the transfer is given. */
export interface SettingsTransferParts {
  readonly settings: SettingsFile;
  readonly now: () => number;
}

/** Rules, files and recipients, to and from a file that the person names. */
export interface SettingsTransfer {
  /** Gives the path written, null when the person cancelled. */
  exportTo(withNumbers: boolean): Promise<Result<string | null, 'not-saved'>>;
  /** Reads a file and says what it would change; null when the person cancelled. */
  open(): Promise<Result<ImportView | null, ImportRefusal>>;
  /**
   * Imports the file read last and keeps a copy of `config.json`. Changes nothing where the settings were changed so that
   * the import would do something else than was shown: it is to be shown again.
   */
  importOpened(): Result<ImportOutcome, readonly SettingsProblem[] | ImportView>;
}

/** The file read last, and what of it was shown. */
interface OpenedExport {
  readonly content: unknown;
  readonly shown: ImportView;
}

/** Creates the transfer; it keeps the file read last until it is imported. */
export function createSettingsTransfer({ settings, now }: SettingsTransferParts): SettingsTransfer {
  let opened: OpenedExport | null = null;

  const plan = (content: unknown): Result<ImportPlan, ImportRefusal> => planImport(content, settings.state().settings);

  const show = (content: unknown, path: string): Result<ImportView, ImportRefusal> => {
    const planned = plan(content);
    if (!planned.ok) {
      return planned;
    }
    const { changes, notes, problems } = planned.value;
    opened = { content, shown: { path, changes, notes, problems } };
    return ok(opened.shown);
  };

  const showAgain = ({ content, shown }: OpenedExport): Result<never, readonly SettingsProblem[] | ImportView> => {
    const view = show(content, shown.path);
    return fail(view.ok ? view.value : [settingsProblem([], 'bad-value')]);
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
      const base = settings.state();
      const planned = opened === null ? null : plan(opened.content);
      if (opened === null || planned?.ok !== true) {
        return fail([settingsProblem([], 'bad-value')]);
      }
      const { changes, notes } = planned.value;
      if (!isDeepStrictEqual({ changes, notes }, { changes: opened.shown.changes, notes: opened.shown.notes })) {
        return showAgain(opened);
      }
      const saved = settings.save(planned.value.settings, base, { copyAs: 'before-import' });
      if (saved.ok) {
        opened = null;
        return ok({ backup: saved.value.copy });
      }
      if (isConflict(saved.error)) {
        // A file that is no JSON was not taken in: there is nothing new to show.
        return settings.state() === base ? fail(saved.error.problems) : showAgain(opened);
      }
      return fail(saved.error);
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
