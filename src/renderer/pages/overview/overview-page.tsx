import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { PageHeader } from '../../components/layout/page-header';
import { ActivitySection } from './activity-section';
import { FilesSection } from './files-section';
import { IncidentsLine } from './incidents-line';
import { FirstSteps } from './first-steps';
import { PauseControl } from './pause-control';
import { ProblemsSection } from './problems-section';
import { RecentSection } from './recent-section';
import { SpentSection } from './spent-section';
import { StatusLine } from './status-line';
import { TryItSection } from './try-it-section';

/** Page with the state, the problems and the latest events. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { status, settings, info } = useAppData();
  const { app, files } = settings.settings;
  const counted = status.days.some(({ matches, texts }) => matches + texts > 0);
  const samplePractice = status.practice && files.some(({ path }) => path === info.sampleLog);
  return (
    <>
      <PageHeader title={t('window.page.overview')}>
        <PauseControl pausedUntil={status.pausedUntil} />
      </PageHeader>
      <Stack gap="md">
        <StatusLine />
        {status.problems.length > 0 && <ProblemsSection problems={status.problems} />}
        {app.firstSteps !== 'done' && <FirstSteps />}
        <IncidentsLine />
        {app.firstSteps === 'done' && samplePractice && <TryItSection />}
        {counted && <ActivitySection days={status.days} />}
        {(!status.practice || status.spent.month.texts > 0) && <SpentSection />}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <FilesSection files={status.files} />
          <RecentSection />
        </SimpleGrid>
      </Stack>
    </>
  );
}
