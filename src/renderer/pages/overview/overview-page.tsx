import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { PageHeader } from '../../components/layout/page-header';
import { ActivitySection } from './activity-section';
import { FilesSection } from './files-section';
import { FirstSteps } from './first-steps';
import { IncidentsSection } from './incidents-section';
import { KeyFigures } from './key-figures';
import { PauseControl } from './pause-control';
import { ProblemsSection } from './problems-section';
import { RecentSection } from './recent-section';
import { TryItSection } from './sample-command';
import { StatusLine } from './status-line';
import { logTitle } from '../../../shared/settings/log-source';

/** Page that answers three questions: is all well, what happened, and what did it cost. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { status, settings, history, info } = useAppData();
  const { app, files } = settings.settings;
  // The figures tell of one day.
  const severalDays = status.days.filter(({ matches, texts }) => matches + texts > 0).length > 1;
  const samplePractice = status.practice && files.some((log) => logTitle(log) === info.sampleLog);
  const tried = history.some(({ kind }) => kind === 'match');
  return (
    <>
      <PageHeader title={t('window.page.overview')}>
        <PauseControl pausedUntil={status.pausedUntil} />
      </PageHeader>
      <Stack gap="md">
        <StatusLine />
        {status.problems.length > 0 && <ProblemsSection problems={status.problems} />}
        {app.firstSteps !== 'done' && <FirstSteps />}
        <IncidentsSection />
        <KeyFigures />
        {severalDays && <ActivitySection days={status.days} />}
        {app.firstSteps === 'done' && samplePractice && !tried && <TryItSection />}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <RecentSection />
          <FilesSection files={status.files} />
        </SimpleGrid>
      </Stack>
    </>
  );
}
