import { useEffect } from 'react';

/** Time for dialogs and menus to return the focus by themselves, ms. */
const RESTORE_MS = 50;
const FOCUSABLE = 'button:enabled, input:enabled, textarea:enabled, a[href], [tabindex="0"]';

/**
 * Moves the focus to the nearest focusable element when the focused one is removed (a deleted row, a finished button),
 * so that the keyboard does not start again at the top of the window.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let trail: readonly Element[] = [];
    let timer = 0;
    const follow = ({ target }: FocusEvent): void => {
      trail = target instanceof Element ? withParents(target) : [];
    };
    const look = (): void => {
      if (document.activeElement === document.body && trail[0]?.isConnected === false) {
        nearest(trail)?.focus({ preventScroll: true });
      }
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body && trail[0]?.isConnected === false) {
        window.clearTimeout(timer);
        timer = window.setTimeout(look, RESTORE_MS);
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
function nearest(trail: readonly Element[]): HTMLElement | null {
  for (const part of trail.filter(({ isConnected }) => isConnected)) {
    const found = part.querySelector<HTMLElement>(FOCUSABLE);
    if (found) {
      return found;
    }
  }
  return document.querySelector<HTMLElement>(`main :is(${FOCUSABLE})`);
}
