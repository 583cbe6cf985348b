import type { Settings } from '../../../shared/settings/schema';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { useSettingsSaver } from './settings-saver';
import { useNotices } from '../layout/notifications';

/** For what is saved as soon as it is changed: gives the function that saves it, and says under `key` why it was not. True when it is saved. */
export function useSaveAtOnce(
  key = 'window.notice.notSaved',
): (edited: Settings, base: SettingsBase) => Promise<boolean> {
  const { save } = useSettingsSaver();
  const notices = useNotices();
  return async (edited, base) => {
    const answer = await save(edited, base);
    if (!answer.ok && answer.error !== 'undecided') {
      notices.notSaved(answer.error, key);
    }
    return answer.ok && answer.value === 'mine';
  };
}
