import { Alert, Button, Center, CloseButton, EmptyState, Paper, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconHistory, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entryKey } from '../../bridge/app-state';
import { useNotices } from '../../components/notices';
import { PageHeader } from '../../components/page-header';
import { HistoryItem } from './history-item';
import { useHistory, type HistoryPages } from './use-history';

/** Everything that happened, newest first, each with its why. */
export function HistoryPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const pages = useHistory(search);
  const notices = useNotices();
  const loadOlder = async (): Promise<void> => {
    if (!(await pages.loadOlder())) {
      notices.wrong(t('window.notice.noAnswer'));
    }
  };
  return (
    <>
      <PageHeader title={t('window.page.history')} text={t('window.history.text')} />
      <Stack gap="sm">
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
        <Entries pages={pages} searched={search.trim() !== ''} />
        {pages.more && (
          <Center>
            <Button variant="default" loading={pages.loadingOlder} onClick={() => void loadOlder()}>
              {t('window.history.older')}
            </Button>
          </Center>
        )}
      </Stack>
    </>
  );
}

function Entries({ pages, searched }: { readonly pages: HistoryPages; readonly searched: boolean }) {
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
    return searched ? (
      <EmptyState icon={<IconSearchOff aria-hidden />} title={t('window.history.nothingFound')} />
    ) : (
      <EmptyState
        icon={<IconHistory aria-hidden />}
        title={t('window.history.empty')}
        description={t('window.history.emptyText')}
      />
    );
  }
  return (
    <Stack gap="xs" role="feed" aria-label={t('window.history.entries')} aria-busy={pages.loadingOlder}>
      {pages.entries.map((entry) => (
        <Paper key={entryKey(entry)} withBorder p="sm">
          <HistoryItem entry={entry} />
        </Paper>
      ))}
    </Stack>
  );
}
