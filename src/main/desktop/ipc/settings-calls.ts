import { setTimeout as wait } from 'node:timers/promises';
import type { SettingsView } from '../../../shared/contract/ipc/snapshot';
import { parseSettings } from '../../../shared/settings/parse';
import { ok, type Result } from '../../../shared/common/result';
import { isConflict, isNoJson, type SaveRefusal } from '../../../shared/contract/settings-save';
import type { SavedSettings, SettingsFile } from '../../settings/settings-file';
import type { CallHandlers } from './ipc';
import type { EngineController } from '../engine/engine-controller';

/** Delay between two attempts while an editor has emptied the file but not yet written it, ms. */
const RETRY_MS = 100;
const ATTEMPTS = 4;

export interface SettingsCallDeps {
  readonly settings: SettingsFile;
  readonly controller: Pick<EngineController, 'sync'>;
  readonly view: () => SettingsView;
}

/** Handles the call that saves settings. */
export function settingsCalls({ settings, controller, view }: SettingsCallDeps): Pick<CallHandlers, 'settings:save'> {
  return {
    'settings:save': async ({ settings: edited, base, settlement }) => {
      const parsedBase = { revision: base.revision, settings: parseSettings(base.settings).settings };
      const saved = await retryWhileNotJson(() => settings.save(edited, parsedBase, { settlement }));
      if (!saved.ok) {
        return saved;
      }
      await controller.sync();
      return ok({ view: view(), copy: saved.value.copy });
    },
  };
}

/** Retries while the file is not JSON, as an editor may be in the middle of writing it. */
async function retryWhileNotJson(
  save: () => Result<SavedSettings, SaveRefusal>,
): Promise<Result<SavedSettings, SaveRefusal>> {
  for (let attempt = 1; ; attempt += 1) {
    const saved = save();
    if (saved.ok || attempt === ATTEMPTS || !isConflict(saved.error) || !isNoJson(saved.error)) {
      return saved;
    }
    await wait(RETRY_MS);
  }
}
