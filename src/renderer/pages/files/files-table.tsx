import {
  ActionIcon,
  Box,
  Button,
  Group,
  Stack,
  Table,
  Text,
  Tooltip,
  useMantineTheme,
  VisuallyHidden,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../../shared/contract/status';
import type { TFunction } from 'i18next';
import { isAlerts, isJournal, logTitle } from '../../../shared/settings/log-source';
import type { LogSource } from '../../../shared/settings/schema';
import { useAppData, useSettings } from '../../bridge/app-context';
import { PathText } from '../../components/display/path-text';
import { badgeState, FileStateBadge } from '../../components/display/state-badges';
import { RowActions, useRemoval } from '../../components/saving/row-actions';
import { useSavedItem, useSavedRow } from '../../components/saving/saved-item';
import { useSentences } from '../../format/sentences';
import { useFormats } from '../../format/times';
import { useNavigation } from '../../navigation/navigation';
import { type PartName, targetOfProblem } from '../../navigation/problem-target';

const STATES: readonly FileStatus['state'][] = ['following', 'waiting', 'unreadable', 'refused'];

interface FilesTableProps {
  readonly logs: readonly LogSource[];
  readonly onEdit: (log: LogSource) => void;
  /** Opens the live tail of the log. */
  readonly onWatch: (log: LogSource) => void;
}

/** Table of all logs, with the state of the files and journal entries they match. Narrow windows stack its columns. */
export function FilesTable({ logs, onEdit, onWatch }: FilesTableProps) {
  const { t } = useTranslation();
  const remove = useRemoval('files');
  const known = useAppData().status.files;
  const byEntry = useMemo(() => filesByEntry(known), [known]);
  const isWide = useIsWide();
  return (
    <Table layout="fixed" highlightOnHover aria-label={t('window.page.files')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('window.files.log')}</Table.Th>
          {isWide && <Table.Th w={210}>{t('window.files.state')}</Table.Th>}
          <Table.Th w={112}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {logs.map((log) => (
          <LogRow
            key={log.id}
            log={log}
            known={byEntry.get(log.id) ?? []}
            onEdit={() => onEdit(log)}
            onWatch={() => onWatch(log)}
            onDelete={() => void remove(log.id, logTitle(log))}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface LogRowProps {
  readonly log: LogSource;
  /** Files that it matches, or its selection of journal entries. */
  readonly known: readonly FileStatus[];
  readonly onEdit: () => void;
  readonly onWatch: () => void;
  readonly onDelete: () => void;
}

function LogRow({ log, known, onEdit, onWatch, onDelete }: LogRowProps) {
  const { t } = useTranslation();
  const saved = useSavedRow('files', log.id);
  const title = logTitle(log);
  const parts = partsOf(title, known);
  const isWide = useIsWide();
  const state = (
    <Stack gap={4}>
      <LogStates log={log} known={known} />
      <FilePosition known={known} />
    </Stack>
  );
  return (
    <Table.Tr {...saved}>
      <Table.Td>
        <Box className="logbell-opens" onClick={onEdit}>
          <PathText path={title} />
        </Box>
        <Text size="xs" c="dimmed">
          {describedLog(log, t)}
        </Text>
        <NewRuleOffer log={log} />
        {!isWide && <Box mt={4}>{state}</Box>}
        <FileProblems parts={parts} />
      </Table.Td>
      {isWide && <Table.Td>{state}</Table.Td>}
      <Table.Td>
        <RowActions title={title} parts={parts} onEdit={onEdit} onDelete={onDelete}>
          {!isAlerts(log) && (
            <Tooltip label={t('window.live.open')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('window.live.openOf', { path: title })}
                onClick={onWatch}
              >
                <IconListSearch size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </RowActions>
      </Table.Td>
    </Table.Tr>
  );
}

function describedLog(log: LogSource, t: TFunction): string {
  if (isAlerts(log)) {
    return t('window.files.alertsDescribed');
  }
  return isJournal(log)
    ? t('window.journal.described', { start: t(`window.journal.start.${log.start}`) })
    : t('window.files.described', {
        encoding: t(`window.encoding.${log.encoding}`),
        start: t(`window.start.${log.start}`),
      });
}

/** True if the window has room for a column of its own for the state. */
function useIsWide(): boolean {
  const { breakpoints } = useMantineTheme();
  return useMediaQuery(`(min-width: ${breakpoints.sm})`, true, { getInitialValueInEffect: false });
}

/** Offers a rule for a log that was just added or that no rule checks. */
function NewRuleOffer({ log }: Pick<LogRowProps, 'log'>) {
  const { id } = log;
  const { t } = useTranslation();
  const { rules } = useSettings();
  const { saved } = useSavedItem();
  const { goTo } = useNavigation();
  const isChecked = rules.some(({ enabled, files }) => enabled && (files === undefined || files.includes(id)));
  const isAdded = saved !== null && saved.list === 'files' && saved.id === id && saved.isNew;
  if (isChecked && !isAdded) {
    return null;
  }
  return (
    <Group gap="xs" mt={4}>
      {!isChecked && <Text size="xs">{t('window.files.noRule')}</Text>}
      <Button
        size="xs"
        variant="default"
        aria-label={t('window.files.makeRuleOf', { path: logTitle(log) })}
        onClick={() => goTo({ page: 'rules', part: `new rule ${id}`, field: null })}
      >
        {t('window.files.makeRule')}
      </Button>
    </Group>
  );
}

/** Names by which links lead to the row: its title and the paths of its files. */
function partsOf(title: string, known: readonly FileStatus[]): readonly PartName[] {
  return [title, ...known.map((file) => file.path)].map((one) => `file ${one}` as const);
}

function filesByEntry(files: readonly FileStatus[]): ReadonlyMap<string, readonly FileStatus[]> {
  const byEntry = new Map<string, FileStatus[]>();
  for (const file of files) {
    const others = byEntry.get(file.fileId) ?? [];
    others.push(file);
    byEntry.set(file.fileId, others);
  }
  return byEntry;
}

function LogStates({ log, known }: Pick<LogRowProps, 'log' | 'known'>) {
  const formats = useFormats();
  const { fileCounts } = useAppData().status;
  const counts = fileCounts.find(({ fileId }) => fileId === log.id);
  const found = STATES.map((state) => ({ state, number: counts?.[state] ?? 0 })).filter(({ number }) => number > 0);
  const total = found.reduce((sum, { number }) => sum + number, 0);
  const isPolled = known.some(({ state, polled }) => state === 'following' && polled);
  if (total === 0) {
    return <FileStateBadge state={badgeState({ state: 'waiting', isJournal: isJournal(log) })} />;
  }
  return (
    <Group gap="xs">
      {found.map(({ state, number }) => (
        <Group key={state} gap={4} wrap="nowrap">
          <FileStateBadge state={badgeState({ state, isJournal: isJournal(log) })} />
          {total > 1 && (
            <Text span size="xs" c="dimmed">
              × {formats.count(number)}
            </Text>
          )}
        </Group>
      ))}
      {isPolled && <FileStateBadge state="polled" />}
    </Group>
  );
}

/** Total position and size of the followed files of an entry. */
function FilePosition({ known }: { readonly known: readonly FileStatus[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const followed = known.filter((one) => one.state === 'following' && one.isJournal !== true && one.isAlerts !== true);
  if (followed.length === 0) {
    return null;
  }
  const position = followed.reduce((sum, one) => sum + one.position, 0);
  const size = followed.reduce((sum, one) => sum + one.size, 0);
  return (
    <Text size="xs" c="dimmed">
      {t('window.overview.position', { position: formats.size(position), size: formats.size(size) })}
    </Text>
  );
}

/** Problems of a row's files with their fixes; renders nothing if there are none. */
function FileProblems({ parts }: { readonly parts: readonly PartName[] }) {
  const sentences = useSentences();
  const { status, settings } = useAppData();
  const own = status.problems.filter((problem) => {
    const { part } = targetOfProblem(problem, settings.problems);
    return part !== null && parts.includes(part);
  });
  return own.map((problem) => (
    <Box key={`${problem.code} ${problem.subject}`} mt={4} className="logbell-path">
      <Text size="xs" c="var(--mantine-color-error)">
        {sentences.problemTitle(problem)}
      </Text>
      <Text size="xs">{sentences.problemRemedy(problem)}</Text>
    </Box>
  ));
}
