import { Button, Group, Stack } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FolderName } from '../../../shared/contract/ipc';
import { useActions } from '../../bridge/app-context';
import { useNotices } from '../../components/layout/notifications';
import { PageHeader } from '../../components/layout/page-header';
import { Section } from '../../components/layout/section';
import { ProblemsOnDisk } from '../../components/saving/settings-problems';
import { AutostartSwitch } from './autostart-switch';
import { DataSection } from './data-section';
import { PreferenceFields } from './preference-fields';
import { WatchFields } from './watch-fields';

const FOLDERS: readonly FolderName[] = ['config', 'data', 'logs'];

/** Page of the settings for this desktop; each change is saved at once. */
export function SettingsPage() {
  const { t } = useTranslation();
  const actions = useActions();
  const notices = useNotices();
  return (
    <>
      <PageHeader title={t('window.page.settings')} text={t('window.settings.text')} />
      <Stack gap="md">
        <ProblemsOnDisk page="settings" />
        <Section title={t('window.settings.app')}>
          <Stack gap="md">
            <PreferenceFields />
            <AutostartSwitch />
          </Stack>
        </Section>
        <Section title={t('window.settings.watch')}>
          <WatchFields />
        </Section>
        <DataSection />
        <Section title={t('window.settings.folders')} text={t('window.settings.foldersText')}>
          <Group gap="sm">
            {FOLDERS.map((folder) => (
              <Button
                key={folder}
                variant="default"
                leftSection={<IconFolder size={16} aria-hidden />}
                onClick={() => void notices.opened(actions.openFolder(folder))}
              >
                {t(`window.settings.folder.${folder}`)}
              </Button>
            ))}
          </Group>
        </Section>
      </Stack>
    </>
  );
}
