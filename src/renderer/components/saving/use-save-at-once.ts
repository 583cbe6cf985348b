import type { Settings } from '../../../shared/settings/schema';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { useSettingsSaver } from './settings-saver';
import { useNotices } from '../layout/notifications';

/**
 * Returns a function that saves a change at once and shows failures with the text `key`. It resolves to true if the
 * change was saved.
 */
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
