import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ENCODINGS, type FileSource } from '../../../shared/settings';
import { useActions, useSettings } from '../../bridge/app-context';
import { focusFirstError } from '../../components/focus-first-error';
import { ItemDrawer } from '../../components/item-drawer';
import { useNotices } from '../../components/notices';
import { useItemForm } from '../../components/use-item-form';
import { newId } from '../../edits/new-id';
import { PathFound } from './path-found';

type FileValues = Omit<FileSource, 'id'>;

const FIELDS: ReadonlySet<string> = new Set(['path', 'encoding', 'start']);

interface FileDrawerProps {
  /** The file to edit, or null for a new one. */
  readonly file: FileSource | null;
  readonly onClose: () => void;
}

/** The form of one file or pattern of files. */
export function FileDrawer({ file, onClose }: FileDrawerProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const actions = useActions();
  const notices = useNotices();
  const { saving, elsewhere, save } = useItemForm('files', (path) => (FIELDS.has(path) ? path : null));
  const form = useForm<FileValues>({
    initialValues: file ?? { path: '', encoding: 'auto', start: 'end' },
  });
  const pick = async (): Promise<void> => {
    const answer = await actions.pickFile();
    if (!answer.ok) {
      notices.wrong(t('window.notice.noAnswer'));
    } else if (answer.value !== null) {
      form.setFieldValue('path', answer.value);
    }
  };
  const submit = async (values: FileValues): Promise<void> => {
    const path = values.path.trim();
    const taken = settings.files.map(({ id }) => id);
    const id = file?.id ?? newId(path.split('/').at(-1) ?? '', 'file', taken);
    const errors = await save({ id, path, encoding: values.encoding, start: values.start });
    if (errors === null) {
      onClose();
    } else {
      form.setErrors(errors);
      focusFirstError(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={file ? t('window.files.edit') : t('window.files.new')}
      size={520}
      dirty={form.isDirty()}
      saving={saving}
      problems={elsewhere}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            required
            label={t('window.files.path')}
            description={t('window.files.pathHelp')}
            placeholder={t('window.form.example', { example: '/var/log/nginx/*.log' })}
            spellCheck={false}
            data-autofocus
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            {...form.getInputProps('path')}
          />
          <Button
            variant="default"
            mt={24}
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            onClick={() => void pick()}
          >
            {t('window.files.pick')}
          </Button>
        </Group>
        <PathFound path={form.values.path.trim()} />
      </Stack>
      <Select
        label={t('window.files.encoding')}
        description={t('window.files.encodingHelp')}
        allowDeselect={false}
        data={ENCODINGS.map((encoding) => ({ value: encoding, label: t(`window.encoding.${encoding}`) }))}
        {...form.getInputProps('encoding')}
      />
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
    </ItemDrawer>
  );
}
