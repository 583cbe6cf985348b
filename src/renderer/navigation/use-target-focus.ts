import { useEffect, useRef, type RefObject } from 'react';
import { useNavigation } from './navigation';
import type { PartName } from './problem-target';

/** Gives the ref of a part of a page: when a link leads there, it comes into sight and has the focus, or its field that was meant. */
export function useArrival<Part extends HTMLElement>(names: readonly PartName[]): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const { wanted } = useNavigation();
  const field = wanted?.field ?? null;
  const isWanted = names.some((name) => name === wanted?.part);
  useEffect(() => {
    if (isWanted && part.current) {
      focusOn(part.current, field === null ? null : fieldIn(part.current, field));
    }
  }, [isWanted, field]);
  return part;
}

/** Forms go by the name of their part (Mantine's `data-path`). */
function fieldIn(part: HTMLElement, field: string): HTMLElement | null {
  return part.querySelector<HTMLElement>(`[data-path$="-${CSS.escape(field)}"]`);
}

function focusOn(part: HTMLElement, field: HTMLElement | null): void {
  if (field) {
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
    return;
  }
  const isSection = part.tabIndex < 0;
  part.scrollIntoView({ block: isSection ? 'start' : 'center' });
  if (isSection) {
    // For as long as it has the focus: a click into it later gives it none.
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
