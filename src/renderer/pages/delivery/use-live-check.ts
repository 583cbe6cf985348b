import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { SensSettings } from '../../../shared/settings/schema';
import { settingsProblem } from '../../../shared/settings/validation/problems';
import { useAppData } from '../../bridge/app-context';
import { showErrors } from '../../components/saving/show-errors';
import { recipientTitle } from '../../format/recipient-title';
import { useSentences } from '../../format/sentences';
import { liveModeFaults } from '../../forms/live-mode';
import { placeProblems } from '../../forms/problem-fields';
import type { KeysForm } from './use-keys-form';

interface LiveCheck {
  readonly form: UseFormReturnType<SensSettings>;
  readonly keysForm: KeysForm;
  /** Maps a path within the SENS settings to a field of the form. */
  readonly field: (path: string) => string | null;
}

/**
 * Returns a check of the values for live mode: true if they are complete, else each missing one has a sentence beside
 * its field. Recipients count only when live mode begins.
 */
export function useLiveCheck({ form, keysForm, field }: LiveCheck): (sens: SensSettings, begins: boolean) => boolean {
  const { t } = useTranslation();
  const sentences = useSentences();
  const { keys, settings } = useAppData();
  return (sens, begins) => {
    const faults = liveModeFaults(sens, keys, keysForm.form.values, begins ? settings.settings.recipients : []);
    const errors = sentences.fieldErrors(placeProblems(faults.sens, 'sens', field).fields);
    if (faults.samples.length > 0) {
      errors['mode'] = t('window.goLive.samples', { names: faults.samples.map(recipientTitle).join(', ') });
    }
    // Keys of the environment have no fields.
    if (faults.keys.length > 0 && keys.kept === 'environment') {
      errors['mode'] = sentences.settingsProblem(settingsProblem(['sens', 'keys'], 'no-keys'));
    }
    const keyErrors = Object.fromEntries(faults.keys.map((name) => [name, t(`window.goLive.missing.${name}`)]));
    showErrors(keysForm.form, keyErrors);
    showErrors(form, errors);
    return Object.keys(errors).length === 0 && faults.keys.length === 0;
  };
}
