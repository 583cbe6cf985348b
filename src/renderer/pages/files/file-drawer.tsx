import { Divider, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { FileSource } from '../../../shared/settings/schema';
import { useSettings } from '../../bridge/app-context';
import { ItemDrawer } from '../../components/saving/item-drawer';
import { useItemForm } from '../../components/saving/item-drawer';
import { showErrors } from '../../components/saving/show-errors';
import { fileField, fileToValues, type FileValues, NEW_FILE, valuesToFile } from '../../forms/file-form';
import { newId } from '../../forms/settings-edits';
import { EncodingField } from './encoding-field';
import { LineFields } from './line-fields';
import { PathField } from './path-field';

interface FileDrawerProps {
  /** File to edit; null for a new one. */
  readonly file: FileSource | null;
  /** Gets the ID before the drawer closes. */
  readonly onSaved?: (id: string) => void;
  readonly onClose: () => void;
}

/** Form of one file or glob. */
export function FileDrawer({ file, onSaved, onClose }: FileDrawerProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const { saving, elsewhere, externalChange, save } = useItemForm('files', file, fileField);
  const form = useForm<FileValues>({ initialValues: file ? fileToValues(file) : NEW_FILE });
  const submit = async (values: FileValues): Promise<void> => {
    const taken = settings.files.map(({ id }) => id);
    const id = file?.id ?? newId(values.path.trim().split('/').at(-1) ?? '', 'file', taken);
    const errors = await save(valuesToFile(id, values));
    if (errors === null) {
      onSaved?.(id);
      onClose();
    } else {
      showErrors(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={file ? t('window.files.edit') : t('window.files.new')}
      size={520}
      dirty={form.isDirty()}
      saving={saving}
      problems={elsewhere}
      externalChange={externalChange}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <PathField form={form} />
      <EncodingField form={form} />
      <Radio.Group
        label={t('window.files.start')}
        description={t('window.files.startHelp')}
        {...form.getInputProps('start')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="end" label={t('window.start.endLong')} />
          <Radio value="beginning" label={t('window.start.beginningLong')} />
        </Stack>
      </Radio.Group>
      <Divider />
      <LineFields form={form} />
    </ItemDrawer>
  );
}
