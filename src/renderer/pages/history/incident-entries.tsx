import { Alert, Paper, Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history';
import type { IncidentView } from '../../../shared/incident';
import { useActions, useAppData } from '../../bridge/app-context';
import { entryKey } from '../../bridge/app-state';
import { HistoryItem } from './history-item';

/** The matches of an incident with their texts and receipts, and the texts to others, newest first. */
export function IncidentEntries({ incident }: { readonly incident: IncidentView }) {
  const { t } = useTranslation();
  const actions = useActions();
  const { history } = useAppData();
  const [entries, setEntries] = useState<readonly HistoryEntry[] | 'failed' | null>(null);
  const { id, count, escalatedAt, changes } = incident;
  useEffect(() => {
    let current = true;
    void actions.incidentHistory(id).then((answer) => {
      if (current) {
        setEntries(answer.ok ? answer.value : 'failed');
      }
    });
    return () => {
      current = false;
    };
  }, [actions, id, count, escalatedAt, changes.length]);
  if (entries === null) {
    return <Skeleton height={72} aria-label={t('window.loading')} role="status" />;
  }
  if (entries === 'failed') {
    return <Alert color="red" role="alert" title={t('window.notice.noAnswer')} />;
  }
  // What has become of texts since comes with the pushes.
  const latest = new Map(history.map((entry) => [entryKey(entry), entry]));
  return (
    <Stack gap="xs" role="feed" aria-label={t('window.incidents.matches')}>
      {entries.map((entry) => (
        <Paper key={entryKey(entry)} withBorder p="sm">
          <HistoryItem entry={latest.get(entryKey(entry)) ?? entry} />
        </Paper>
      ))}
    </Stack>
  );
}
