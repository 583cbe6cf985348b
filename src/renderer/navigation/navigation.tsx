import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageName, Place } from '../../shared/contract/ipc';
import { useLeavePage } from './leave-guard';
import { targetOfSetting, type Target } from './problem-target';

/** Lets the main process show a place; returns the function that ends this. */
export type OnShowPage = (show: (place: Place) => void) => () => void;

interface Shown {
  readonly page: PageName;
  /** Incidents view of the history and the incident to show in it; null for the entries. */
  readonly incidents: { readonly wanted: number | null } | null;
  /** Part of the page that a link leads to, until it has arrived; null for the page alone. */
  readonly wanted: Target | null;
}

interface Navigation extends Shown {
  readonly goTo: (place: Place | Target) => void;
  /** Called once the page has rendered and the wanted part has the focus. */
  readonly arrived: () => void;
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
  const [shown, setShown] = useState<Shown>({ page: 'overview', incidents: null, wanted: null });
  const { page } = shown;
  const leavePage = useLeavePage();
  const goTo = useCallback(
    (place: Place | Target) => {
      const next = shownAt(place);
      if (next.page === page) {
        setShown(next);
      } else {
        leavePage(() => setShown(next));
      }
    },
    [leavePage, page],
  );
  const arrived = useCallback(() => setShown((now) => ({ ...now, wanted: null })), []);
  useEffect(() => onShowPage(goTo), [onShowPage, goTo]);
  const navigation = useMemo(() => ({ ...shown, goTo, arrived }), [shown, goTo, arrived]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

function shownAt(place: Place | Target): Shown {
  if (typeof place === 'object') {
    return { page: place.page, incidents: null, wanted: place.part === null ? null : place };
  }
  switch (place) {
    case 'incidents':
      return { page: 'history', incidents: { wanted: null }, wanted: null };
    case 'overview':
    case 'rules':
    case 'files':
    case 'delivery':
    case 'history':
    case 'settings':
    case 'help':
      return { page: place, incidents: null, wanted: null };
    default:
      return place.startsWith('setting:')
        ? shownAt(targetOfSetting(place.slice('setting:'.length)))
        : { page: 'history', incidents: { wanted: Number(place.slice('incident:'.length)) }, wanted: null };
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
