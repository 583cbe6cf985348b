import { AppShell, Container, Divider, NavLink, Stack } from '@mantine/core';
import { useDocumentTitle, useDocumentVisibility } from '@mantine/hooks';
import {
  type Icon,
  IconFileText,
  IconFilter,
  IconHelpCircle,
  IconHistory,
  IconLayoutDashboard,
  IconSend,
  IconSettings,
} from '@tabler/icons-react';
import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageName } from '../../shared/contract/ipc/pushes';
import { useActions, useAppPart } from '../bridge/app-context';
import { StateBadge } from '../components/display/state-badges';
import { useNavigation } from '../navigation/navigation';
import { DeliveryPage } from '../pages/delivery/delivery-page';
import { FilesPage } from '../pages/files/files-page';
import { HelpPage } from '../pages/help/help-page';
import { HistoryPage } from '../pages/history/history-page';
import { OverviewPage } from '../pages/overview/overview-page';
import { RulesPage } from '../pages/rules/rules-page';
import { SettingsPage } from '../pages/settings/settings-page';
import { useFocusRecovery } from './use-focus-recovery';

const PAGES = {
  overview: OverviewPage,
  rules: RulesPage,
  files: FilesPage,
  delivery: DeliveryPage,
  history: HistoryPage,
  settings: SettingsPage,
  help: HelpPage,
} satisfies Record<PageName, unknown>;

const PAGE_LINKS: readonly (readonly [PageName, Icon])[] = [
  ['overview', IconLayoutDashboard],
  ['rules', IconFilter],
  ['files', IconFileText],
  ['delivery', IconSend],
  ['history', IconHistory],
  ['settings', IconSettings],
  ['help', IconHelpCircle],
];

/** Pages that mark new alerts as seen when opened. */
const SHOWS_ALERTS: ReadonlySet<PageName> = new Set<PageName>(['overview', 'history']);

/** Navigation at the left, one page at the right. */
export function Shell() {
  const { t } = useTranslation();
  const { page, target, clearTarget } = useNavigation();
  const Page = PAGES[page];
  useDocumentTitle(`Logbell – ${t(`window.page.${page}`)}`);
  useAlertsSeen(page);
  useFocusRecovery();
  // Each page starts at its top, however far the last one was scrolled.
  useLayoutEffect(() => window.scrollTo(0, 0), [page]);
  // Effects of the page's own components, such as the focus on a wanted part, run before this one.
  useEffect(() => {
    if (target) {
      clearTarget();
    }
  }, [target, clearTarget]);
  return (
    <AppShell navbar={{ width: 200, breakpoint: 0 }} padding={0}>
      <AppShell.Navbar p="xs" aria-label={t('window.navigation')}>
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main>
        <Container size="lg" px="lg" py="md" ml={0}>
          <Page />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function useAlertsSeen(page: PageName): void {
  const actions = useActions();
  const unseenAlerts = useAppPart(({ status }) => status.unseenAlerts);
  const visible = useDocumentVisibility() === 'visible';
  useEffect(() => {
    if (visible && unseenAlerts > 0 && SHOWS_ALERTS.has(page)) {
      void actions.alertsSeen();
    }
  }, [actions, page, unseenAlerts, visible]);
}

function CurrentState() {
  return <StateBadge status={useAppPart(({ status: { state, practice } }) => ({ state, practice }))} />;
}

/** State and page links at the left edge. */
function Sidebar() {
  const { t } = useTranslation();
  const { page, goTo } = useNavigation();
  return (
    <Stack gap="xs">
      <CurrentState />
      <Divider />
      <Stack gap={2}>
        {PAGE_LINKS.map(([name, Shape]) => (
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
