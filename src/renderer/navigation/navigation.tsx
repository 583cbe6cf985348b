import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageName, Place } from '../../shared/contract/ipc/pushes';
import { useLeavePage } from './leave-guard';
import { targetOfSetting, type Target } from './problem-target';

/** Lets the main process show a place; returns the function that ends this. */
export type OnShowPage = (show: (place: Place) => void) => () => void;

interface PageState {
  readonly page: PageName;
  /** Incidents view of the history and the incident to show in it; null for the entries. */
  readonly incidents: { readonly id: number | null } | null;
  /** Part of the page that a link leads to, until it has the focus; null for the page alone. */
  readonly target: Target | null;
}

interface Navigation extends PageState {
  readonly goTo: (place: Place | Target) => void;
  /** Called once the page has rendered and the wanted part has the focus. */
  readonly clearTarget: () => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Holds the current page; asks about unsaved edits before it changes. */
export function NavigationProvider({
  onShowPage,
  children,
}: {
  readonly onShowPage: OnShowPage;
  readonly children: ReactNode;
}) {
  const [state, setState] = useState<PageState>({ page: 'overview', incidents: null, target: null });
  const { page } = state;
  const leavePage = useLeavePage();
  const goTo = useCallback(
    (place: Place | Target) => {
      const next = pageStateOf(place);
      if (next.page === page) {
        setState(next);
      } else {
        leavePage(() => setState(next));
      }
    },
    [leavePage, page],
  );
  const clearTarget = useCallback(() => setState((now) => ({ ...now, target: null })), []);
  useEffect(() => onShowPage(goTo), [onShowPage, goTo]);
  const navigation = useMemo(() => ({ ...state, goTo, clearTarget }), [state, goTo, clearTarget]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

function pageStateOf(place: Place | Target): PageState {
  if (typeof place === 'object') {
    return { page: place.page, incidents: null, target: place.part === null ? null : place };
  }
  switch (place) {
    case 'incidents':
      return { page: 'history', incidents: { id: null }, target: null };
    case 'overview':
    case 'rules':
    case 'files':
    case 'delivery':
    case 'history':
    case 'settings':
    case 'help':
      return { page: place, incidents: null, target: null };
    default:
      return place.startsWith('setting:')
        ? pageStateOf(targetOfSetting(place.slice('setting:'.length)))
        : { page: 'history', incidents: { id: Number(place.slice('incident:'.length)) }, target: null };
  }
}

/** Current page and the function to go to another. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) {
    throw new Error('NavigationProvider is missing.');
  }
  return navigation;
}
