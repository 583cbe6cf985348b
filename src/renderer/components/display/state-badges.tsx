import { Badge, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconBellRinging,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconFlask,
  IconLock,
  IconPlayerPause,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppState, AppStatus, FileStatus } from '../../../shared/contract/status';

/** Icon and color of each state, never told apart by color alone (WCAG 1.4.1). */
export const STATE_APPEARANCE: Readonly<Record<AppState, { readonly icon: Icon; readonly color: string }>> = {
  unconfigured: { icon: IconCircleDashed, color: 'gray' },
  watching: { icon: IconEye, color: 'teal' },
  alert: { icon: IconBellRinging, color: 'orange' },
  paused: { icon: IconPlayerPause, color: 'yellow' },
  problem: { icon: IconAlertTriangle, color: 'red' },
};

/**
 * State of a log: `polled` is a followed file that is checked every second as it raises no change events, and
 * `waitingJournal` a journal that cannot be read yet.
 */
export type BadgeState = FileStatus['state'] | 'polled' | 'waitingJournal';

interface LogState extends Pick<FileStatus, 'state'> {
  readonly polled?: boolean;
  readonly isJournal?: boolean;
}

/** Badge of a state, worded for a file or for the systemd journal. */
export function badgeState({ state, polled = false, isJournal = false }: LogState): BadgeState {
  if (state === 'following' && polled) {
    return 'polled';
  }
  return state === 'waiting' && isJournal ? 'waitingJournal' : state;
}

const APPEARANCE: Readonly<Record<BadgeState, { readonly icon: Icon; readonly color: string }>> = {
  following: { icon: IconEye, color: 'teal' },
  polled: { icon: IconRefresh, color: 'blue' },
  waiting: { icon: IconClock, color: 'gray' },
  waitingJournal: { icon: IconClock, color: 'gray' },
  unreadable: { icon: IconLock, color: 'red' },
  refused: { icon: IconBan, color: 'red' },
};

/** State of the app at the top of the navigation; screen readers announce changes. */
export function StateBadge({ status }: { readonly status: Pick<AppStatus, 'state' | 'practice'> }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = STATE_APPEARANCE[status.state];
  return (
    <Group gap="sm" wrap="nowrap" px="xs" py="sm" role="status" aria-label={t('window.state.label')}>
      <ThemeIcon variant="light" color={color} size="lg" aria-hidden>
        <Shape size={20} stroke={1.8} />
      </ThemeIcon>
      <Stack gap={0}>
        <Text fw={600}>{t(`window.state.${status.state}`)}</Text>
        <Text size="xs" c="dimmed">
          {t(status.practice ? 'window.state.practiceMode' : 'window.state.liveMode')}
        </Text>
      </Stack>
    </Group>
  );
}

/** Badge for the state of a log. */
export function FileStateBadge({ state }: { readonly state: BadgeState }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = APPEARANCE[state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />} miw="max-content">
      {state === 'waitingJournal' ? t('window.journal.waiting') : t(`window.fileState.${state}`)}
    </Badge>
  );
}

/** Marks texts of practice mode, which never reached a phone. */
export function PracticeBadge() {
  const { t } = useTranslation();
  return (
    <Badge color="grape" leftSection={<IconFlask size={12} aria-hidden />}>
      {t('window.practice.badge')}
    </Badge>
  );
}
