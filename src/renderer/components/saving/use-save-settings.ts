import { useState } from 'react';
import { fail, type Result } from '../../../shared/common/result';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsProblem } from '../../../shared/settings/problems';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { useSettingsSaver, type KeptVersion } from './settings-saver';
import { useNotices } from '../layout/notifications';

/** Saves the draft of a form. */
export interface SaveSettings {
  readonly saving: boolean;
  /** Problems of the last draft; empty for none. */
  readonly problems: readonly SettingsProblem[];
  /** Checks and saves the draft. Returns the version in the file, or the problems; none if the form just stays open. */
  readonly save: (draft: Settings, base: SettingsBase) => Promise<Result<KeptVersion, readonly SettingsProblem[]>>;
}

/** State and save function for a form that saves whole settings. */
export function useSaveSettings(): SaveSettings {
  const { save: saveEdit, asking } = useSettingsSaver();
  const notices = useNotices();
  const [saving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);
  const save: SaveSettings['save'] = async (draft, base) => {
    setSaving(true);
    const answer = await saveEdit(draft, base);
    setSaving(false);
    if (answer.ok) {
      setProblems([]);
      return answer;
    }
    if (answer.error === 'undecided') {
      return fail([]);
    }
    if (answer.error === 'no-answer') {
      notices.notSaved(answer.error, 'window.notice.notSaved');
      return fail([]);
    }
    setProblems(answer.error);
    return fail(answer.error);
  };
  return { saving: saving && !asking, problems, save };
}
