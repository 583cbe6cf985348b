import { MultiSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { RecipientGroup } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { ItemDrawer, useItemForm } from '../../../components/saving/item-drawer';
import { showErrors } from '../../../components/saving/show-errors';
import { recipientTitle } from '../../../format/recipient-title';
import { newId } from '../../../forms/settings-edits';

type GroupValues = Omit<RecipientGroup, 'id'>;

interface GroupDrawerProps {
  /** Group to edit; null for a new one. */
  readonly group: RecipientGroup | null;
  readonly onClose: () => void;
}

/** Form of one recipient group. */
export function GroupDrawer({ group, onClose }: GroupDrawerProps) {
  const { t } = useTranslation();
  const { recipients, groups } = useSettings();
  const { save, ...state } = useItemForm('groups', group, (path) => /^(name|recipients)/.exec(path)?.[0] ?? null);
  const form = useForm<GroupValues>({ initialValues: group ?? { name: '', recipients: [] } });
  const submit = async (values: GroupValues): Promise<void> => {
    const name = values.name.trim();
    const taken = [...recipients, ...groups].map(({ id }) => id);
    const errors = await save({ id: group?.id ?? newId(name, 'group', taken), name, recipients: values.recipients });
    if (errors === null) {
      onClose();
    } else {
      showErrors(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={t(group ? 'window.groups.edit' : 'window.groups.new')}
      size={420}
      dirty={form.isDirty()}
      {...state}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TextInput
        label={t('window.groups.name')}
        placeholder={t('window.groups.nameHint')}
        data-autofocus
        required
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('window.groups.members')}
        required
        data={recipients.map((recipient) => ({ value: recipient.id, label: recipientTitle(recipient) }))}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('window.rules.nothingToChoose')}
        {...form.getInputProps('recipients')}
      />
    </ItemDrawer>
  );
}
