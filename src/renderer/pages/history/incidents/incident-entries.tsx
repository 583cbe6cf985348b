import { Alert, Paper, Skeleton, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../shared/contract/history';
import type { IncidentView } from '../../../../shared/contract/incident';
import { useActions, useAppData } from '../../../bridge/app-context';
import { entryKey } from '../../../bridge/app-store';
import { useNavigation } from '../../../navigation/navigation';
import { HistoryItem } from '../entries/history-item';
import { useHeldRuns } from '../entries/use-held-runs';

const NONE: readonly HistoryEntry[] = [];

/**
 * Matches of an incident with their texts and delivery reports, and escalation texts, newest first. If a link led
 * here, the newest match is highlighted.
 */
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
  const { incidents: shown } = useNavigation();
  const list = entries === null || entries === 'failed' ? NONE : entries;
  const { rows, toggle } = useHeldRuns(list);
  const newest = shown?.id === id ? list.find(({ kind }) => kind === 'match') : undefined;
  const marked = useRef<HTMLDivElement>(null);
  useEffect(() => marked.current?.scrollIntoView({ block: 'nearest' }), [shown, newest?.id]);
  if (entries === null) {
    return <Skeleton height={72} aria-label={t('window.loading')} role="status" />;
  }
  if (entries === 'failed') {
    return <Alert color="red" role="alert" title={t('window.notice.noAnswer')} />;
  }
  // Changes of the texts since then come with the pushes.
  const latest = new Map(history.map((entry) => [entryKey(entry), entry]));
  return (
    <Stack gap="xs" role="feed" aria-label={t('window.incidents.matches')}>
      {rows.map((row) => (
        <Paper
          key={entryKey(row.entry)}
          withBorder
          p="sm"
          ml={row.inRun ? 'xl' : 0}
          {...(row.entry === newest ? { ref: marked, className: 'logbell-newest' } : {})}
        >
          <HistoryItem entry={latest.get(entryKey(row.entry)) ?? row.entry} row={row} onToggle={toggle} />
        </Paper>
      ))}
    </Stack>
  );
}
