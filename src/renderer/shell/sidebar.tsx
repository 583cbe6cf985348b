import { Divider, NavLink, Stack } from '@mantine/core';
import {
  IconFileText,
  IconFilter,
  IconHelpCircle,
  IconHistory,
  IconLayoutDashboard,
  IconSend,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PageName } from '../../shared/contract/ipc';
import { useAppData } from '../bridge/app-context';
import { useNavigation } from '../navigation/navigation';
import { StateBadge } from '../components/display/state-badge';

const PAGES: readonly (readonly [PageName, Icon])[] = [
  ['overview', IconLayoutDashboard],
  ['rules', IconFilter],
  ['files', IconFileText],
  ['delivery', IconSend],
  ['history', IconHistory],
  ['settings', IconSettings],
  ['help', IconHelpCircle],
];

/** State and page links at the left edge. */
export function Sidebar() {
  const { t } = useTranslation();
  const { status } = useAppData();
  const { page, goTo } = useNavigation();
  return (
    <Stack gap="xs">
      <StateBadge status={status} />
      <Divider />
      <Stack gap={2}>
        {PAGES.map(([name, Shape]) => (
          <NavLink
            key={name}
            component="button"
            type="button"
            label={t(`window.page.${name}`)}
            leftSection={<Shape size={18} stroke={1.7} aria-hidden />}
            active={page === name}
            aria-current={page === name ? 'page' : undefined}
            onClick={() => goTo(name)}
          />
        ))}
      </Stack>
    </Stack>
  );
}
