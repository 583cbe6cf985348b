import { Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/contract/history';
import type { AppStatus } from '../../../shared/contract/status';
import { useAppData } from '../../bridge/app-context';
import { PracticeBadge, STATE_APPEARANCE } from '../../components/display/state-badges';
import { type Formats, useFormats } from '../../format/times';

/** State in one sentence; until a text reached a phone, also what Logbell does. */
export function StatusLine() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status, history } = useAppData();
  const isNew = status.practice || !hasRealText(status, history);
  const { icon: Shape, color } = STATE_APPEARANCE[status.state];
  return (
    <Paper withBorder p="md">
      <Group gap="md" wrap="nowrap">
        <ThemeIcon variant="light" color={color} size={44} aria-hidden>
          <Shape size={26} stroke={1.7} />
        </ThemeIcon>
        <Stack gap={2} flex={1}>
          <Group gap="xs">
            <Text fw={600} size="md">
              {t(`window.sentence.${status.state}`, sentenceValues(status, formats))}
            </Text>
            {status.practice && <PracticeBadge />}
          </Group>
          {status.state === 'paused' && <Text c="dimmed">{t('window.sentence.whilePaused')}</Text>}
          {status.heldByPause > 0 && <Text c="dimmed">{t('window.sentence.held', { count: status.heldByPause })}</Text>}
          {isNew && status.state !== 'paused' && <Text c="dimmed">{t('window.overview.purpose')}</Text>}
          {status.practice && <Text c="dimmed">{t('window.practice.text')}</Text>}
        </Stack>
      </Group>
    </Paper>
  );
}

function hasRealText({ spent }: AppStatus, history: readonly HistoryEntry[]): boolean {
  const inHistory = (entry: HistoryEntry): boolean =>
    entry.kind !== 'problem' && entry.texts.some(({ practice }) => !practice);
  return spent.month.texts > 0 || history.some(inHistory);
}

function sentenceValues(status: AppStatus, formats: Formats): Readonly<Record<string, string | number>> {
  switch (status.state) {
    case 'unconfigured':
      return {};
    case 'watching':
      return { count: status.files.length };
    case 'alert':
      return { count: status.unseenAlerts };
    case 'paused':
      return { until: status.pausedUntil === null ? '' : formats.clock(status.pausedUntil) };
    case 'problem':
      return { count: status.problems.length };
  }
}
