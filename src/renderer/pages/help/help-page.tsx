import { ActionIcon, Alert, DataList, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconFolder, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FolderName, LinkName } from '../../../shared/contract/ipc/calls';
import { useActions, useAppData } from '../../bridge/app-context';
import { LinkButton } from '../../components/layout/link-button';
import { useNotifications } from '../../components/layout/notifications';
import { PageHeader } from '../../components/layout/page-header';
import { Section } from '../../components/layout/section';
import { DiagnosticsSection } from './diagnostics-section';
import { LicensesSection } from './licenses-section';

const LINKS: readonly LinkName[] = ['sens-guide', 'sens-projects', 'api-keys', 'ncloud-console'];
/** Paths to show, each with the folder that contains it. */
const PLACES = [
  ['configFile', 'config'],
  ['dataDir', 'data'],
  ['logFile', 'logs'],
  ['sampleLog', 'data'],
] as const satisfies readonly (readonly [string, FolderName])[];

/** Page with versions, paths, diagnostics, licenses and links. */
export function HelpPage() {
  const { t } = useTranslation();
  const { info } = useAppData();
  return (
    <>
      <PageHeader title={t('window.page.help')} />
      <Stack gap="md">
        {!info.trayHost && (
          <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('window.help.noTray')}>
            {t('window.help.noTrayText')}
          </Alert>
        )}
        <Section title={t('window.help.versions')}>
          <DataList>
            <DataList.Item>
              <DataList.ItemLabel>Logbell</DataList.ItemLabel>
              <DataList.ItemValue>{info.version}</DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>Electron</DataList.ItemLabel>
              <DataList.ItemValue>{info.electron}</DataList.ItemValue>
            </DataList.Item>
          </DataList>
        </Section>
        <Section title={t('window.help.places')}>
          <DataList>
            {PLACES.map(([path, folder]) => (
              <DataList.Item key={path}>
                <DataList.ItemLabel>{t(`window.help.${path}`)}</DataList.ItemLabel>
                <DataList.ItemValue>
                  <Group gap="xs">
                    <Text ff="monospace" className="logbell-path">
                      {info[path]}
                    </Text>
                    <OpenFolder name={t(`window.help.${path}`)} folder={folder} />
                  </Group>
                </DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        </Section>
        <DiagnosticsSection />
        <LicensesSection />
        <Section title={t('window.help.links')}>
          <Stack gap="xs" align="flex-start">
            {LINKS.map((link) => (
              <LinkButton key={link} link={link} label={t(`window.link.${link}`)} />
            ))}
          </Stack>
        </Section>
      </Stack>
    </>
  );
}

function OpenFolder({ name, folder }: { readonly name: string; readonly folder: FolderName }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  return (
    <Tooltip label={t('window.help.openFolder')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('window.help.openFolderOf', { name })}
        onClick={() => void notifications.reportNotOpened(actions.openFolder(folder))}
      >
        <IconFolder size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
