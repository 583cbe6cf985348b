import { Alert, DataList, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LinkName } from '../../../shared/ipc-contract';
import { useAppData } from '../../bridge/app-context';
import { LinkButton } from '../../components/link-button';
import { PageHeader } from '../../components/page-header';
import { Section } from '../../components/section';

const LINKS: readonly LinkName[] = ['sens-guide', 'sens-projects', 'api-keys', 'ncloud-console'];
const PATHS = ['configFile', 'dataDir', 'logFile', 'sampleLog'] as const;

/** What this is, where its files live, and where to read on. */
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
            {PATHS.map((path) => (
              <DataList.Item key={path}>
                <DataList.ItemLabel>{t(`window.help.${path}`)}</DataList.ItemLabel>
                <DataList.ItemValue ff="monospace">{info[path]}</DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        </Section>
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
