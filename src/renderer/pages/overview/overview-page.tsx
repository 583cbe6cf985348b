import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { SpentFigures } from '../../components/display/spent-figures';
import { PageHeader } from '../../components/layout/page-header';
import { Section } from '../../components/layout/section';
import { useNavigation } from '../../navigation/navigation';
import { ActivitySection } from './activity-section';
import { FilesSection } from './files-section';
import { FirstSteps } from './first-steps';
import { PauseControl } from './pause-control';
import { ProblemsSection } from './problems-section';
import { RecentSection } from './recent-section';
import { TryItSection } from './sample-command';
import { StatusLine } from './status-line';

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

/** Number of incidents that are not closed, with a link to them; renders nothing if there are none. */
function IncidentsLine() {
  const { t } = useTranslation();
  const { open, acknowledged } = useAppData().status.incidents;
  const { goTo } = useNavigation();
  const counts = [
    ...(open > 0 ? [t('window.incidents.notAcknowledged', { count: open })] : []),
    ...(acknowledged > 0 ? [t('window.incidents.acknowledged', { count: acknowledged })] : []),
  ];
  return counts.length === 0 ? null : (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" gap="sm">
        <Text>{counts.join(' · ')}</Text>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => goTo('incidents')}
        >
          {t('window.incidents.show')}
        </Button>
      </Group>
    </Paper>
  );
}

/** Estimated cost of this day's and this month's texts. */
function SpentSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.cost.spent')} text={t('window.cost.estimate')}>
      <SpentFigures />
    </Section>
  );
}
