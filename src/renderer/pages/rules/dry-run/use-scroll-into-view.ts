import { useEffect, useRef, type RefObject } from 'react';

/**
 * Scrolls the element into view once, as it appears below the button that asked for it, perhaps under the drawer's
 * edge.
 */
export function useScrollIntoView<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), []);
  return element;
}
