import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { isEqual } from '../../../shared/settings/merge';
import type { Settings } from '../../../shared/settings/schema';
import { useLatestSettings, useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { type PlacedProblems, placeProblems } from '../../forms/problem-fields';
import { useUnsavedEdits } from '../../navigation/leave-guard';
import { useNotifications } from '../layout/notifications';
import { showErrors } from './show-errors';
import { useSaveSettings } from './use-save-settings';

/** Saves the form of one settings section. */
export interface SectionForm {
  readonly saving: boolean;
  /** Problems that belong to no field of the form. */
  readonly elsewhere: PlacedProblems['elsewhere'];
  /** Saves the settings and confirms it, or shows errors at the fields. */
  readonly save: (draft: Settings) => Promise<void>;
}

/** State and save function for the form of one section. `field` maps a path within the section to a field. */
export function useSectionForm<Values>(
  form: UseFormReturnType<Values>,
  section: keyof Settings,
  start: FormStart,
  field: (path: string) => string | null,
): SectionForm {
  const { t } = useTranslation();
  const sentences = useSentences();
  const notifications = useNotifications();
  const { saving, problems, save } = useSaveSettings();
  const dirty = form.isDirty();
  const { setDirty } = start;
  useUnsavedEdits(dirty);
  useEffect(() => setDirty(dirty), [dirty, setDirty]);
  return {
    saving,
    elsewhere: placeProblems(problems, section, field).elsewhere,
    save: async (draft) => {
      const saved = await save(draft, start);
      if (!saved.ok) {
        showErrors(form, sentences.fieldErrors(placeProblems(saved.error, section, field).fields));
        return;
      }
      if (saved.value === 'mine') {
        notifications.showSuccess(t('window.notice.saved'));
      }
      start.restart();
    },
  };
}

/** Initial settings of a section's form: the current ones, or those from when the person began to edit. */
export interface FormStart extends SettingsBase {
  /** Changes with the initial settings; the form must then be created again. */
  readonly key: number;
  /** True if the section has changed since the person began to edit. */
  readonly hasExternalChange: boolean;
  /** Tells whether the form has edits, which are then kept. */
  readonly setDirty: (dirty: boolean) => void;
  /** Starts again from the current settings. */
  readonly restart: () => void;
}

/** Initial settings for the form of a section. A form without edits follows changes made elsewhere. */
export function useFormStart(section: keyof Settings): FormStart {
  const view = useSettingsView();
  const latest = useLatestSettings();
  const [start, setStart] = useState<{ readonly base: SettingsBase; readonly key: number }>({ base: view, key: 0 });
  const [dirty, setDirty] = useState(false);
  const hasExternalChange = !isEqual(view.settings[section], start.base.settings[section]);
  const startFrom = (base: SettingsBase): void => {
    setStart({ base, key: start.key + 1 });
    setDirty(false);
  };
  if (hasExternalChange && !dirty) {
    startFrom(view);
  }
  return { ...start.base, key: start.key, hasExternalChange, setDirty, restart: () => startFrom(latest() ?? view) };
}
