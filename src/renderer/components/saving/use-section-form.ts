import type { UseFormReturnType } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings/schema';
import { placeProblems, type PlacedProblems } from '../../forms/fields-of-problems';
import { useUnsavedEdits } from '../../navigation/leave-guard';
import { useSentences } from '../../format/sentences';
import { useNotices } from '../layout/notifications';
import { showErrors } from './show-errors';
import type { FormStart } from './use-form-start';
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
  const notices = useNotices();
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
        notices.done(t('window.notice.saved'));
      }
      start.restart();
    },
  };
}
