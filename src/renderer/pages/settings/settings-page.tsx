import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconFolder, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FolderName } from '../../../shared/contract/ipc/calls';
import { useActions, useAppData, useSettings } from '../../bridge/app-context';
import { AutosaveDuration, AutosaveNumber } from '../../components/fields/autosave-fields';
import { useNotifications } from '../../components/layout/notifications';
import { PageHeader } from '../../components/layout/page-header';
import { Section } from '../../components/layout/section';
import { ProblemsOnDisk } from '../../components/saving/settings-alerts';
import { useAutosaveField } from '../../components/saving/use-save-settings';
import { ConnectionsSection } from './connections-section';
import { DataSection } from './data-section';
import { AutostartSwitch, PreferenceFields } from './preference-fields';

const FOLDERS: readonly FolderName[] = ['config', 'data', 'logs'];

/** Page of the settings for this desktop; each change is saved at once. */
export function SettingsPage() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const { others } = useAppData();
  return (
    <>
      <PageHeader title={t('window.page.settings')} text={t('window.settings.text')} />
      <Stack gap="md">
        <ProblemsOnDisk page="settings" />
        {others.map(({ kind, settingsFolder }) => (
          <Alert key={settingsFolder} color="blue" icon={<IconInfoCircle aria-hidden />}>
            {t(`window.settings.alsoRuns.${kind}`, { folder: settingsFolder })}
          </Alert>
        ))}
        <Section title={t('window.settings.app')}>
          <Stack gap="md">
            <PreferenceFields />
            <AutostartSwitch />
          </Stack>
        </Section>
        <Section title={t('window.settings.watch')}>
          <WatchFields />
        </Section>
        <ConnectionsSection />
        <DataSection />
        <Section title={t('window.settings.folders')} text={t('window.settings.foldersText')}>
          <Group gap="xs">
            {FOLDERS.map((folder) => (
              <Button
                key={folder}
                variant="default"
                leftSection={<IconFolder size={16} aria-hidden />}
                onClick={() => void notifications.reportNotOpened(actions.openFolder(folder))}
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

/** Limit of line length, and time for which rotated files are still read; each is saved on blur. */
function WatchFields() {
  const { t } = useTranslation();
  const { maxLineLength, grace } = useSettings().watch;
  const longest = useAutosaveField('watch', 'maxLineLength');
  const rotated = useAutosaveField('watch', 'grace');
  return (
    <Stack gap="md">
      <AutosaveNumber
        key={maxLineLength}
        label={t('window.settings.maxLineLength')}
        description={t('window.settings.maxLineLengthHelp')}
        min={1_024}
        max={524_288}
        saved={maxLineLength}
        error={longest.error}
        onLeave={(next) => void longest.change({ maxLineLength: next })}
      />
      <AutosaveDuration
        key={grace}
        label={t('window.settings.grace')}
        description={t('window.settings.graceHelp')}
        offered={['s', 'm']}
        saved={grace}
        error={rotated.error}
        onLeave={(next) => void rotated.change({ grace: next })}
      />
    </Stack>
  );
}
