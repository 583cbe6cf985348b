import { useState } from 'react';
import { fail, type Result } from '../../../shared/common/result';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { DeliverySettings, Settings, WatchSettings } from '../../../shared/settings/schema';
import { useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { useNotifications } from '../layout/notifications';
import { type KeptVersion, useSettingsSaver } from './settings-saver';

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
  const { save: saveEdit, isAsking } = useSettingsSaver();
  const notifications = useNotifications();
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
      notifications.showNotSaved(answer.error, 'window.notice.notSaved');
      return fail([]);
    }
    setProblems(answer.error);
    return fail(answer.error);
  };
  return { saving: saving && !isAsking, problems, save };
}

interface Sections {
  readonly watch: WatchSettings;
  readonly delivery: DeliverySettings;
}

/** Change of one field of a settings section. */
export interface AutosaveField<Section> {
  /** Error of the last change; undefined for none. */
  readonly error: string | undefined;
  /** Saves the section with this change, unless the field is unchanged. */
  readonly change: (change: Partial<Section>) => Promise<void>;
}

/** Saves one field of a section as soon as it is left. */
export function useAutosaveField<Name extends keyof Sections>(
  name: Name,
  field: keyof Sections[Name] & string,
): AutosaveField<Sections[Name]> {
  const view = useSettingsView();
  const sentences = useSentences();
  const { problems, save } = useSaveSettings();
  const place = `${name}.${field}`;
  const own = problems.find(({ path }) => path === place);
  return {
    error: own && sentences.settingsProblem(own),
    change: async (change) => {
      const before: Sections[Name] = view.settings[name];
      const section = { ...before, ...change };
      if (section[field] !== before[field]) {
        await save({ ...view.settings, [name]: section }, view);
      }
    },
  };
}

/**
 * Returns a function that saves a change at once and shows failures with the text `key`. It resolves to true if the
 * change was saved.
 */
export function useAutosave(
  key = 'window.notice.notSaved',
): (edited: Settings, base: SettingsBase) => Promise<boolean> {
  const { save } = useSettingsSaver();
  const notifications = useNotifications();
  return async (edited, base) => {
    const answer = await save(edited, base);
    if (!answer.ok && answer.error !== 'undecided') {
      notifications.showNotSaved(answer.error, key);
    }
    return answer.ok && answer.value === 'mine';
  };
}
