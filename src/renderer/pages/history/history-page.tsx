import { Alert, Button, CloseButton, EmptyState, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryFilter } from '../../../shared/contract/history';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../../components/layout/notifications';
import { PageHeader } from '../../components/layout/page-header';
import { useNavigation } from '../../navigation/navigation';
import { HistoryFilters, type ChosenFilter } from './history-filters';
import { HistoryList } from './history-list';
import { HistorySwitch } from './incidents/history-switch';
import { IncidentsView } from './incidents/incidents-view';
import { ShowInFileProvider } from './entries/show-in-file';
import { useHistory, type HistoryPages } from './use-history';

/** History page: entry by entry, or grouped by incident. */
export function HistoryPage() {
  const { incidents } = useNavigation();
  return (
    <ShowInFileProvider>{incidents ? <IncidentsView wantedId={incidents.id} /> : <EntriesView />}</ShowInFileProvider>
  );
}

/** All entries, newest first, with search and filters. */
function EntriesView() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<ChosenFilter>({});
  const pages = useHistory(search, filter);
  const clear = (): void => {
    setSearch('');
    setFilter({});
  };
  const filtered = search.trim() !== '' || Object.values(filter).some((one) => one !== undefined);
  return (
    <>
      <PageHeader title={t('window.page.history')} text={t('window.history.text')}>
        <ExportButton filter={{ ...filter, search: search.trim() }} />
      </PageHeader>
      <Stack gap="sm">
        <HistorySwitch />
        <TextInput
          type="search"
          aria-label={t('window.history.search')}
          placeholder={t('window.history.searchHint')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            search !== '' && (
              <CloseButton size="sm" aria-label={t('window.history.clearSearch')} onClick={() => setSearch('')} />
            )
          }
        />
        <HistoryFilters chosen={filter} onChange={setFilter} />
        <Entries pages={pages} fold={search.trim() === ''} onClear={filtered ? clear : null} />
      </Stack>
    </>
  );
}

/** Saves the entries that pass the filter, older ones included, as CSV. */
function ExportButton({ filter }: { readonly filter: HistoryFilter }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const answer = await actions.exportHistory(filter);
    setSaving(false);
    if (!answer.ok) {
      notifications.showError(
        t(answer.error === 'no-answer' ? 'window.notice.noAnswer' : 'window.transfer.exportFailed'),
      );
    } else if (answer.value !== null) {
      notifications.showSuccess(t('window.transfer.exported', { path: answer.value }));
    }
  };
  return (
    <Button
      variant="default"
      loading={saving}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void save()}
    >
      {t('window.historyFilter.export')}
    </Button>
  );
}

interface EntriesProps {
  readonly pages: HistoryPages;
  /** True to fold runs of held matches: what a search found is shown line by line. */
  readonly fold: boolean;
  /** Clears the search and all filters; null if there are none. */
  readonly onClear: (() => void) | null;
}

function Entries({ pages, fold, onClear }: EntriesProps) {
  const { t } = useTranslation();
  if (pages.state === 'searching') {
    return (
      <Stack gap="sm" aria-busy="true" aria-label={t('window.loading')} role="status">
        <Skeleton height={72} />
        <Skeleton height={72} />
        <Skeleton height={72} />
      </Stack>
    );
  }
  if (pages.state === 'failed') {
    return (
      <Alert color="red" role="alert" title={t('window.notice.noAnswer')}>
        <Button size="xs" variant="default" onClick={pages.retry}>
          {t('window.failed.retry')}
        </Button>
      </Alert>
    );
  }
  if (pages.entries.length === 0) {
    return onClear ? (
      <EmptyState
        role="status"
        icon={<IconSearchOff stroke={1.5} aria-hidden />}
        title={t('window.history.nothingFound')}
        description={t('window.history.nothingFoundText')}
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={onClear}>
            {t('window.history.clearAll')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    ) : (
      <EmptyState
        icon={<IconHistory stroke={1.5} aria-hidden />}
        title={t('window.history.empty')}
        description={t('window.history.emptyText')}
      />
    );
  }
  return <HistoryList pages={pages} fold={fold} />;
}
