import { Button, EmptyState, Stack } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogSource } from '../../../shared/settings/schema';
import { useSettings } from '../../bridge/app-context';
import { PageHeader } from '../../components/layout/page-header';
import { ProblemsOnDisk } from '../../components/saving/settings-alerts';
import type { LogValues } from '../../forms/log/log-form';
import { useNavigation } from '../../navigation/navigation';
import { FilesTable } from './files-table';
import { LiveDrawer } from './live-drawer';
import { LogDrawer } from './log-drawer';

/** Page of the watched logs. */
export function FilesPage() {
  const { t } = useTranslation();
  const { files } = useSettings();
  const { target } = useNavigation();
  const [edited, setEdited] = useState<LogSource | LogValues['kind'] | null>(
    target?.part === 'new journal' ? 'journal' : null,
  );
  const [watched, setWatched] = useState<LogSource | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('file')}>
      {t('window.files.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('window.page.files')} text={t('window.files.text')}>
        {files.length > 0 && add}
      </PageHeader>
      <Stack gap="md">
        <ProblemsOnDisk page="files" />
        {files.length === 0 ? (
          <EmptyState
            icon={<IconFileText stroke={1.5} aria-hidden />}
            title={t('window.files.empty')}
            description={t('window.files.emptyText')}
          >
            <EmptyState.Actions>{add}</EmptyState.Actions>
          </EmptyState>
        ) : (
          <FilesTable logs={files} onEdit={setEdited} onWatch={setWatched} />
        )}
      </Stack>
      {edited !== null && <LogDrawer opened={edited} onClose={() => setEdited(null)} />}
      {watched !== null && <LiveDrawer log={watched} onClose={() => setWatched(null)} />}
    </>
  );
}
