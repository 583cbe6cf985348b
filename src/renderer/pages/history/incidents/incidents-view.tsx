import { Accordion, Alert, Button, Center, EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '../../../../shared/contract/incident';
import { useNotifications } from '../../../components/layout/notifications';
import { PageHeader } from '../../../components/layout/page-header';
import { HistorySwitch } from './history-switch';
import { IncidentItem } from './incident-item';
import { useIncidents, type IncidentPages } from './use-incidents';

interface IncidentsViewProps {
  /** Id of the incident that a link led to; null for none. */
  readonly wantedId: number | null;
}

/** Incidents, open ones first; each unfolds to its matches, texts and delivery reports. */
export function IncidentsView({ wantedId }: IncidentsViewProps) {
  const { t } = useTranslation();
  const pages = useIncidents(wantedId);
  return (
    <>
      <PageHeader title={t('window.page.history')} text={t('window.history.text')} />
      <Stack gap="sm">
        <HistorySwitch />
        <Incidents key={wantedId} pages={pages} wantedId={wantedId} />
      </Stack>
    </>
  );
}

function Incidents({ pages, wantedId }: IncidentsViewProps & { readonly pages: IncidentPages }) {
  const { t } = useTranslation();
  const { state, open, closed, more, retry } = pages;
  if (state === 'loading') {
    return (
      <Stack gap="sm" aria-busy="true" aria-label={t('window.loading')} role="status">
        <Skeleton height={56} />
        <Skeleton height={56} />
      </Stack>
    );
  }
  if (state === 'failed') {
    return (
      <Alert color="red" role="alert" title={t('window.notice.noAnswer')}>
        <Button size="xs" variant="default" onClick={retry}>
          {t('window.failed.retry')}
        </Button>
      </Alert>
    );
  }
  if (open.length + closed.length === 0) {
    return (
      <EmptyState
        icon={<IconAlertCircle stroke={1.5} aria-hidden />}
        title={t('window.incidents.none')}
        description={t('window.incidents.noneText')}
      />
    );
  }
  return (
    <>
      <Title order={2} size="h5">
        {t('window.incidents.openOnes')}
      </Title>
      {open.length === 0 ? (
        <Text c="dimmed">{t('window.incidents.noneOpen')}</Text>
      ) : (
        <IncidentList incidents={open} wantedId={wantedId} />
      )}
      {closed.length > 0 && (
        <>
          <Title order={2} size="h5">
            {t('window.incidents.closedOnes')}
          </Title>
          <IncidentList incidents={closed} wantedId={wantedId} />
        </>
      )}
      {more && <OlderButton load={pages.loadOlder} />}
    </>
  );
}

function IncidentList({ incidents, wantedId }: IncidentsViewProps & { readonly incidents: readonly IncidentView[] }) {
  const [expanded, setExpanded] = useState<string | null>(wantedId === null ? null : String(wantedId));
  return (
    <Accordion variant="separated" chevronPosition="left" order={3} value={expanded} onChange={setExpanded}>
      {incidents.map((incident) => (
        <IncidentItem
          key={incident.id}
          incident={incident}
          expanded={expanded === String(incident.id)}
          isWanted={wantedId === incident.id}
        />
      ))}
    </Accordion>
  );
}

function OlderButton({ load }: { readonly load: () => Promise<boolean> }) {
  const { t } = useTranslation();
  const notifications = useNotifications();
  const [loading, setLoading] = useState(false);
  const more = async (): Promise<void> => {
    setLoading(true);
    const loaded = await load();
    setLoading(false);
    if (!loaded) {
      notifications.showError(t('window.notice.noAnswer'));
    }
  };
  return (
    <Center>
      <Button variant="default" loading={loading} onClick={() => void more()}>
        {t('window.incidents.older')}
      </Button>
    </Center>
  );
}
