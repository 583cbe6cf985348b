import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageName } from '../../shared/ipc-contract';
import { useLeavePage } from './leave-guard';

/** Lets the main process show a page; gives what ends it. */
export type OnShowPage = (show: (page: PageName) => void) => () => void;

interface Navigation {
  readonly page: PageName;
  readonly goTo: (page: PageName) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Holds the page shown; unsaved edits are asked about before it changes. */
export function NavigationProvider({
  onShowPage,
  children,
}: {
  readonly onShowPage: OnShowPage;
  readonly children: ReactNode;
}) {
  const [page, setPage] = useState<PageName>('overview');
  const leavePage = useLeavePage();
  const goTo = useCallback(
    (next: PageName) => {
      if (next !== page) {
        leavePage(() => setPage(next));
      }
    },
    [leavePage, page],
  );
  useEffect(() => onShowPage(goTo), [onShowPage, goTo]);
  const navigation = useMemo(() => ({ page, goTo }), [page, goTo]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** The page shown, and how to go to another. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) {
    throw new Error('NavigationProvider is missing.');
  }
  return navigation;
}
