import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../bridge/app-context';
import { KEY_NAMES } from '../../forms/live-mode';
import { useUnsavedEdits } from '../../navigation/leave-guard';

/** Keys as typed; stored keys never reach the window. */
interface KeysValues {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly keepInFile: boolean;
}

/** Form of the API keys, which live mode also requires. */
export interface KeysForm {
  readonly form: UseFormReturnType<KeysValues>;
  /** True if a key is typed that is not stored yet. */
  readonly typed: boolean;
  readonly saving: boolean;
  /** Stores the typed keys and empties the fields; null on success, else the sentence to show. */
  readonly store: () => Promise<string | null>;
}

const NOTHING: KeysValues = { accessKey: '', secretKey: '', keepInFile: false };

/** State of the form of the API keys. */
export function useKeysForm(): KeysForm {
  const { t } = useTranslation();
  const actions = useActions();
  const form = useForm<KeysValues>({ name: 'keys', initialValues: NOTHING });
  const [saving, setSaving] = useState(false);
  const { values } = form;
  const typed = KEY_NAMES.some((name) => values[name].trim() !== '');
  useUnsavedEdits(typed);
  const store = async (): Promise<string | null> => {
    const accessKey = values.accessKey.trim();
    const secretKey = values.secretKey.trim();
    setSaving(true);
    const answer = await actions.saveKeys({
      ...(accessKey === '' ? {} : { accessKey }),
      ...(secretKey === '' ? {} : { secretKey }),
      keepInFile: values.keepInFile,
    });
    setSaving(false);
    if (!answer.ok) {
      return t(`window.keys.wrong.${answer.error}`);
    }
    form.reset();
    return null;
  };
  return { form, typed, saving, store };
}
