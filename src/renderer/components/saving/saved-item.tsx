import { createContext, type ReactNode, type RefObject, use, useEffect, useMemo, useRef, useState } from 'react';
import type { PageName } from '../../../shared/contract/ipc/pushes';
import type { ListName } from '../../../shared/settings/merge';
import { useNavigation } from '../../navigation/navigation';

/** Item that the person saved last. */
export interface SavedItem {
  readonly list: ListName;
  readonly id: string;
  /** True if it is new. */
  readonly isNew: boolean;
}

interface SavedItemState {
  readonly saved: SavedItem | null;
  readonly mark: (saved: SavedItem) => void;
}

const SavedItemContext = createContext<SavedItemState>({ saved: null, mark: () => undefined });

/** Remembers the item that was saved last, until the page changes. */
export function SavedItemProvider({ children }: { readonly children: ReactNode }) {
  const { page } = useNavigation();
  const [saved, setSaved] = useState<(SavedItem & { readonly page: PageName }) | null>(null);
  if (saved !== null && saved.page !== page) {
    setSaved(null);
  }
  const state = useMemo(() => ({ saved, mark: (item: SavedItem) => setSaved({ ...item, page }) }), [saved, page]);
  return <SavedItemContext value={state}>{children}</SavedItemContext>;
}

/** The item that was saved last, and the function that marks another. */
export function useSavedItem(): SavedItemState {
  return use(SavedItemContext);
}

/** Props of a table row that is highlighted and scrolled into view after its item is saved. */
export function useSavedRow(
  list: ListName,
  id: string,
): { readonly ref: RefObject<HTMLTableRowElement | null>; readonly 'data-saved': true | undefined } {
  const { saved } = useSavedItem();
  const ref = useRef<HTMLTableRowElement>(null);
  const isSaved = saved?.list === list && saved.id === id;
  useEffect(() => {
    if (isSaved) {
      ref.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isSaved, saved]);
  return { ref, 'data-saved': isSaved || undefined };
}
