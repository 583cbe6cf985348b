import { Alert, Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../../shared/contract/status';
import { isJournal, logTitle } from '../../../shared/settings/log-source';
import type { LogSource } from '../../../shared/settings/schema';
import { useActions, useAppData } from '../../bridge/app-context';
import { useReturnFocus } from '../../components/dialogs/use-return-focus';
import { LinesDrawer } from '../../components/display/lines-drawer';
import { PathText } from '../../components/display/path-text';
import { badgeState, FileStateBadge } from '../../components/display/state-badges';
import { useFormats } from '../../format/times';
import { LiveLines } from './live-lines';
import { type LiveRows, NO_ROWS, withNews } from './live-rows';

/** View state of a live tail. */
interface LiveView {
  readonly shown: LiveRows;
  readonly paused: boolean;
  /** Number of rows received since the pause. */
  readonly waiting: number;
  readonly setPaused: (paused: boolean) => void;
}

interface LiveDrawerProps {
  readonly log: LogSource;
  readonly onClose: () => void;
}

/** Live tail of the journal entries or of one of the files of a log, with matches of the rules marked. */
export function LiveDrawer({ log, onClose }: LiveDrawerProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const found = useAppData().status.files.filter(({ fileId }) => fileId === log.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const path = chosen ?? found[0]?.path ?? logTitle(log);
  const status = found.find((one) => one.path === path);
  return (
    <LinesDrawer opened title={t('window.live.title')} onClose={onClose}>
      {found.length > 1 ? (
        <Select
          label={t('window.live.file')}
          allowDeselect={false}
          searchable
          data={found.map((one) => one.path)}
          value={path}
          onChange={setChosen}
        />
      ) : (
        <PathText path={path} />
      )}
      <Lines key={path} log={log} path={path} status={status} />
    </LinesDrawer>
  );
}

interface LinesProps {
  readonly log: LogSource;
  readonly path: string;
  readonly status: FileStatus | undefined;
}

function Lines({ log, path, status }: LinesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const live = useLiveRows(log.id, path);
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          {status && <FileStateBadge state={badgeState(status)} />}
          {status?.state === 'following' && status.isJournal !== true && (
            <Text size="xs" c="dimmed">
              {t('window.overview.position', {
                position: formats.size(status.position),
                size: formats.size(status.size),
              })}
            </Text>
          )}
        </Group>
        <Group gap="sm">
          <Text size="xs" c="dimmed" role="status">
            {live.paused && t('window.live.waiting', { count: live.waiting })}
          </Text>
          <PauseButton live={live} />
        </Group>
      </Group>
      <LivePlace live={live} log={log} path={path} />
      <Text size="xs" c="dimmed">
        {t('window.live.help')}
      </Text>
    </>
  );
}

function PauseButton({ live: { paused, setPaused } }: { readonly live: LiveView }) {
  const { t } = useTranslation();
  const Shape = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Shape size={14} aria-hidden />}
      onClick={() => setPaused(!paused)}
    >
      {t(paused ? 'window.live.resume' : 'window.live.pause')}
    </Button>
  );
}

function LivePlace({ live: { shown }, log, path }: Omit<LinesProps, 'status'> & { readonly live: LiveView }) {
  const { t } = useTranslation();
  if (shown.state === 'waiting') {
    return (
      <Stack gap="xs" flex={1} role="status" aria-busy="true" aria-label={t('window.loading')}>
        <Skeleton height={14} />
        <Skeleton height={14} width="80%" />
        <Skeleton height={14} width="60%" />
      </Stack>
    );
  }
  const isEmpty = shown.rows.length === 0 && shown.rest === '';
  return (
    <>
      {shown.state !== 'read' && (
        <Alert color={shown.state === 'missing' ? 'gray' : 'red'} role="alert">
          {t(stateKey(shown.state, log))}
        </Alert>
      )}
      {shown.state === 'read' && isEmpty && (
        <Text c="dimmed" role="status">
          {t('window.live.empty')}
        </Text>
      )}
      <LiveLines label={t('window.live.lines', { path })} view={shown} />
    </>
  );
}

/** Sentence about what cannot be read, worded for a file or for the systemd journal. */
function stateKey(state: Exclude<LiveRows['state'], 'read' | 'waiting'>, log: LogSource) {
  const isOfJournal = isJournal(log) && (state === 'missing' || state === 'denied' || state === 'failed');
  return isOfJournal ? (`window.journal.state.${state}` as const) : (`window.live.state.${state}` as const);
}

/**
 * Follows the last lines and new lines of a file while the component is mounted. While paused, the view is frozen and
 * new rows are counted.
 */
function useLiveRows(fileId: string, path: string): LiveView {
  const actions = useActions();
  const [view, setView] = useState(NO_ROWS);
  const [frozen, setFrozen] = useState<LiveRows | null>(null);
  useEffect(
    () =>
      actions.watchLive(
        { fileId, path },
        (news) => setView((before) => withNews(before, news)),
        () => setView((before) => ({ ...before, state: 'lost' })),
      ),
    [actions, fileId, path],
  );
  return {
    shown: frozen ?? view,
    paused: frozen !== null,
    waiting: frozen === null ? 0 : view.next - frozen.next,
    setPaused: (paused) => setFrozen(paused ? view : null),
  };
}
