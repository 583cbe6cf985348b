import { useState } from 'react';
import type { Settings } from '../../shared/settings';
import type { SettingsProblem } from '../../shared/settings-problem';
import { useActions } from '../bridge/app-context';
import { useNotices } from './notices';

/** Saving of a form's draft. */
export interface SaveSettings {
  readonly saving: boolean;
  /** What was wrong with the last draft; empty when nothing was. */
  readonly problems: readonly SettingsProblem[];
  /** Has the draft checked and saved. Gives the problems, null when it was saved. */
  readonly save: (draft: Settings) => Promise<readonly SettingsProblem[] | null>;
}

/** Gives a form what it needs to save whole settings. */
export function useSaveSettings(): SaveSettings {
  const actions = useActions();
  const notices = useNotices();
  const [saving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);
  const save: SaveSettings['save'] = async (draft) => {
    setSaving(true);
    const answer = await actions.saveSettings(draft);
    setSaving(false);
    if (answer.ok) {
      setProblems([]);
      return null;
    }
    if (answer.error === 'no-answer') {
      notices.notSaved(answer.error, 'window.notice.notSaved');
      return [];
    }
    setProblems(answer.error);
    return answer.error;
  };
  return { saving, problems, save };
}
