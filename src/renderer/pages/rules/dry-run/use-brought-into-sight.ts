import { useEffect, useRef, type RefObject } from 'react';

/** For what comes to stand below the button that asked for it, perhaps under the edge of the drawer: scrolls there once. */
export function useBroughtIntoSight<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), []);
  return element;
}
