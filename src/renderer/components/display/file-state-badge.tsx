import { Badge } from '@mantine/core';
import { IconBan, IconClock, IconEye, IconLock, IconRefresh, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../../shared/contract/status';

/** State of a file, or `polled` for a followed file that is checked every second as it raises no change events. */
export type BadgeState = FileStatus['state'] | 'polled';

const LOOK: Readonly<Record<BadgeState, { readonly icon: Icon; readonly color: string }>> = {
  following: { icon: IconEye, color: 'teal' },
  polled: { icon: IconRefresh, color: 'blue' },
  waiting: { icon: IconClock, color: 'gray' },
  unreadable: { icon: IconLock, color: 'red' },
  refused: { icon: IconBan, color: 'red' },
};

/** Badge for the state of a followed file. */
export function FileStateBadge({ state }: { readonly state: BadgeState }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = LOOK[state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />} miw="max-content">
      {t(`window.fileState.${state}`)}
    </Badge>
  );
}
