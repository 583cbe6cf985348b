import { Button, EmptyState, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { entryKey } from '../../bridge/app-store';
import { Section } from '../../components/layout/section';
import { useNavigation } from '../../navigation/navigation';
import { HistoryItem } from '../history/entries/history-item';
import { useHeldRuns } from '../history/entries/use-held-runs';

const SHOWN = 5;

/** Latest entries of the history. */
export function RecentSection() {
  const { t } = useTranslation();
  const { history } = useAppData();
  const { goTo } = useNavigation();
  const { rows } = useHeldRuns(history);
  return (
    <Section
      title={t('window.overview.recent')}
      action={
        history.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => goTo('history')}>
            {t('window.overview.all')}
          </Button>
        )
      }
    >
      {history.length === 0 ? (
        <EmptyState
          size="sm"
          icon={<IconHistory stroke={1.5} aria-hidden />}
          title={t('window.history.empty')}
          description={t('window.history.emptyText')}
        />
      ) : (
        <Stack gap="sm">
          {rows.slice(0, SHOWN).map((row) => (
            <HistoryItem key={entryKey(row.entry)} entry={row.entry} row={row} />
          ))}
        </Stack>
      )}
    </Section>
  );
}
