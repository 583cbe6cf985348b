import { useEffect } from 'react';

/** Time for dialogs and menus to return the focus by themselves, ms. */
const RESTORE_MS = 50;
const FOCUSABLE = 'button:enabled, input:enabled, textarea:enabled, a[href], [tabindex="0"]';

/**
 * Moves the focus to the nearest focusable element when the focused one is removed (a deleted row, a finished button),
 * so that the keyboard does not start again at the top of the window.
 */
export function useFocusRecovery(): void {
  useEffect(() => {
    let path: readonly Element[] = [];
    let timer = 0;
    const follow = ({ target }: FocusEvent): void => {
      path = target instanceof Element ? withParents(target) : [];
    };
    const restoreFocus = (): void => {
      if (document.activeElement === document.body && path[0]?.isConnected === false) {
        nearest(path)?.focus({ preventScroll: true });
      }
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body && path[0]?.isConnected === false) {
        window.clearTimeout(timer);
        timer = window.setTimeout(restoreFocus, RESTORE_MS);
      }
    });
    document.addEventListener('focusin', follow);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', follow);
      observer.disconnect();
      window.clearTimeout(timer);
    };
  }, []);
}

/** Ancestors of an element on the page, itself first. */
function withParents(element: Element): readonly Element[] {
  const { parentElement } = element;
  return [element, ...(parentElement && parentElement !== document.body ? withParents(parentElement) : [])];
}

/** First focusable element in the smallest ancestor that is still on the page. */
function nearest(path: readonly Element[]): HTMLElement | null {
  for (const part of path.filter(({ isConnected }) => isConnected)) {
    const found = part.querySelector<HTMLElement>(FOCUSABLE);
    if (found) {
      return found;
    }
  }
  return document.querySelector<HTMLElement>(`main :is(${FOCUSABLE})`);
}
