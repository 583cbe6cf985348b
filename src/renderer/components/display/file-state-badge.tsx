import { Badge } from '@mantine/core';
import { IconBan, IconClock, IconEye, IconLock, IconRefresh, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../../shared/contract/status';

/** What a badge can say: a state, or that a followed file is looked at each second as no notices of changes come. */
export type BadgeState = FileStatus['state'] | 'polled';

const LOOK: Readonly<Record<BadgeState, { readonly icon: Icon; readonly color: string }>> = {
  following: { icon: IconEye, color: 'teal' },
  polled: { icon: IconRefresh, color: 'blue' },
  waiting: { icon: IconClock, color: 'gray' },
  unreadable: { icon: IconLock, color: 'red' },
  refused: { icon: IconBan, color: 'red' },
};

/** How a file is being followed. */
export function FileStateBadge({ state }: { readonly state: BadgeState }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = LOOK[state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />} miw="max-content">
      {t(`window.fileState.${state}`)}
    </Badge>
  );
}
