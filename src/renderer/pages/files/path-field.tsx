import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../bridge/app-context';
import { useNotices } from '../../components/layout/notifications';
import type { FileValues } from '../../forms/file-form';
import { PathFound } from './path-found';

/** Path or glob, typed or picked, with the files it matches now. */
export function PathField({ form }: { readonly form: UseFormReturnType<FileValues> }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notices = useNotices();
  const pick = async (): Promise<void> => {
    const answer = await actions.pickFile();
    if (!answer.ok) {
      notices.wrong(t('window.notice.noAnswer'));
    } else if (answer.value !== null) {
      form.setFieldValue('path', answer.value);
    }
  };
  return (
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
          mt={25}
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          onClick={() => void pick()}
        >
          {t('window.files.pick')}
        </Button>
      </Group>
      <PathFound path={form.values.path.trim()} />
    </Stack>
  );
}
