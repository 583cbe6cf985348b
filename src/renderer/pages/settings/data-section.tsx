import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../shared/contract/ipc/calls';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../../components/layout/notifications';
import { Section } from '../../components/layout/section';
import { ImportDialog } from './import-dialog';

/** Exports and imports rules, files and recipients. */
export function DataSection() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [withNumbers, setWithNumbers] = useState(true);
  const [opened, setOpened] = useState<ImportView | null>(null);
  const exportNow = async (): Promise<void> => {
    const answer = await actions.exportSettings(withNumbers);
    if (!answer.ok) {
      notifications.showError(
        t(answer.error === 'no-answer' ? 'window.notice.noAnswer' : 'window.transfer.exportFailed'),
      );
    } else if (answer.value !== null) {
      notifications.showSuccess(t('window.transfer.exported', { path: answer.value }));
    }
  };
  const openImport = async (): Promise<void> => {
    const answer = await actions.openImport();
    if (answer.ok) {
      setOpened(answer.value);
    } else {
      notifications.showError(t(`window.transfer.refused.${answer.error}`));
    }
  };
  return (
    <Section title={t('window.transfer.title')} text={t('window.transfer.text')}>
      <Stack gap="sm">
        <Checkbox
          label={t('window.transfer.withNumbers')}
          checked={withNumbers}
          onChange={(event) => setWithNumbers(event.currentTarget.checked)}
        />
        <Group gap="sm">
          <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} onClick={() => void exportNow()}>
            {t('window.transfer.export')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void openImport()}
          >
            {t('window.transfer.import')}
          </Button>
        </Group>
      </Stack>
      {opened !== null && <ImportDialog view={opened} onClose={() => setOpened(null)} />}
    </Section>
  );
}
