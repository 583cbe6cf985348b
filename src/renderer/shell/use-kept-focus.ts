import { useEffect } from 'react';

/** Dialogs and menus give the focus back by themselves; they have had the time then, ms. */
const PATIENCE_MS = 50;
const FOCUSABLE = 'button:enabled, input:enabled, textarea:enabled, a[href], [tabindex="0"]';

/**
 * When what has the focus goes away (a deleted row, a button that is done), the focus goes to what stands nearest, so that the
 * keyboard goes on from there and not from the beginning of the window.
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
        timer = window.setTimeout(look, PATIENCE_MS);
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

/** An element and all above it on the page, itself first. */
function withParents(element: Element): readonly Element[] {
  const { parentElement } = element;
  return [element, ...(parentElement && parentElement !== document.body ? withParents(parentElement) : [])];
}

/** What can have the focus in the smallest part that is left of the page. */
function nearest(trail: readonly Element[]): HTMLElement | null {
  for (const part of trail.filter(({ isConnected }) => isConnected)) {
    const found = part.querySelector<HTMLElement>(FOCUSABLE);
    if (found) {
      return found;
    }
  }
  return document.querySelector<HTMLElement>(`main :is(${FOCUSABLE})`);
}
