import { Button, Group, List, Paper, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathPreview } from '../../../shared/contract/ipc/calls';
import { useActions } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { useNotifications } from '../../components/layout/notifications';
import { useFormats } from '../../format/times';
import type { LogValues } from '../../forms/log/log-form';

const DELAY_MS = 300;
const SHOWN = 6;

/** Path or glob, typed or picked, with the files it matches now. */
export function PathField({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const pick = async (): Promise<void> => {
    const answer = await actions.pickFile();
    if (!answer.ok) {
      notifications.showError(t('window.notice.noAnswer'));
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

/** Files that match a path or glob now. */
function PathFound({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const preview = usePreview(path);
  const hiddenCount = preview === null ? 0 : preview.total - Math.min(preview.paths.length, SHOWN);
  return (
    <div role="status">
      {preview !== null && (
        <Paper withBorder p="sm">
          {(preview.total > 0 || preview.isWhole) && (
            <Text>
              {preview.total === 0 ? t('window.files.foundNone') : t('window.files.found', { count: preview.total })}
            </Text>
          )}
          {!preview.isWhole && <Text>{t('window.files.foundCut')}</Text>}
          {preview.total > 0 && (
            <List listStyleType="none" size="xs" ff="monospace" mt={4}>
              {preview.paths.slice(0, SHOWN).map((one) => (
                <List.Item key={one}>
                  <InertLine text={one} />
                </List.Item>
              ))}
            </List>
          )}
          {hiddenCount > 0 && (
            <Text size="xs" c="dimmed">
              {t('window.files.foundMore', { number: formats.count(hiddenCount) })}
            </Text>
          )}
        </Paper>
      )}
    </div>
  );
}

function usePreview(path: string): PathPreview | null {
  const actions = useActions();
  const [debounced] = useDebouncedValue(path, DELAY_MS);
  const [found, setFound] = useState<{ readonly path: string; readonly preview: PathPreview } | null>(null);
  useEffect(() => {
    if (!debounced.startsWith('/')) {
      return undefined;
    }
    let isCurrent = true;
    void actions.previewPath(debounced).then((answer) => {
      if (isCurrent && answer.ok) {
        setFound({ path: debounced, preview: answer.value });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, debounced]);
  return found?.path === path ? found.preview : null;
}
