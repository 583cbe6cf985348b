import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Recipient } from '../../../../shared/settings/schema';
import { hasSampleNumber } from '../../../../shared/settings/sample-number';
import { KOREA } from '../../../../shared/sms/phone-number';
import { useSettings } from '../../../bridge/app-context';
import { ItemDrawer, useItemForm } from '../../../components/saving/item-drawer';
import { showErrors } from '../../../components/saving/show-errors';
import { newId } from '../../../forms/settings-edits';

type RecipientValues = Omit<Recipient, 'id'>;

interface RecipientDrawerProps {
  /** Recipient to edit; null for a new one. */
  readonly recipient: Recipient | null;
  /** Gets the ID before the drawer closes. */
  readonly onSaved?: (id: string) => void;
  readonly onClose: () => void;
}

/** Form of one recipient. */
export function RecipientDrawer({ recipient, onSaved, onClose }: RecipientDrawerProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const { save, ...state } = useItemForm('recipients', recipient, (path) =>
    path === 'name' || path === 'number' || path === 'countryCode' ? path : null,
  );
  const form = useForm<RecipientValues>({ initialValues: recipient ?? { name: '', number: '', countryCode: KOREA } });
  const submit = async (values: RecipientValues): Promise<void> => {
    if (settings.sens.mode === 'live' && hasSampleNumber(values)) {
      showErrors(form, { number: t('window.recipients.sampleNumber') });
      return;
    }
    const name = values.name.trim();
    const taken = [...settings.recipients, ...settings.groups].map(({ id }) => id);
    const id = recipient?.id ?? newId(name, 'recipient', taken);
    const countryCode = values.countryCode.trim();
    const errors = await save({ id, name, number: values.number.trim(), countryCode });
    if (errors === null) {
      onSaved?.(id);
      onClose();
    } else {
      showErrors(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={t(recipient ? 'window.recipients.edit' : 'window.recipients.new')}
      size={420}
      dirty={form.isDirty()}
      {...state}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TextInput
        label={t('window.recipients.name')}
        placeholder={t('window.recipients.nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('window.recipients.number')}
        description={t('window.recipients.numberHelp')}
        placeholder={t('window.form.example', { example: '010-1234-5678' })}
        inputMode="tel"
        required
        {...form.getInputProps('number')}
      />
      <TextInput
        label={t('window.recipients.countryCode')}
        description={t('window.recipients.countryCodeHelp')}
        inputMode="numeric"
        maxLength={4}
        {...form.getInputProps('countryCode')}
      />
    </ItemDrawer>
  );
}
