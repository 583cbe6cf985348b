import { Badge } from '@mantine/core';
import { IconBan, IconClock, IconEye, IconLock, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../shared/status';

const LOOK: Readonly<Record<FileStatus['state'], { readonly icon: Icon; readonly color: string }>> = {
  following: { icon: IconEye, color: 'teal' },
  waiting: { icon: IconClock, color: 'gray' },
  unreadable: { icon: IconLock, color: 'red' },
  refused: { icon: IconBan, color: 'red' },
};

/** How one file is being followed. */
export function FileStateBadge({ state }: { readonly state: FileStatus['state'] }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = LOOK[state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />} miw="max-content">
      {t(`window.fileState.${state}`)}
    </Badge>
  );
}
