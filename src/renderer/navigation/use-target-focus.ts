import { useEffect, useRef, type RefObject } from 'react';
import { useNavigation } from './navigation';
import type { PartName } from './problem-target';

/** Ref for a part of a page. A link to it scrolls it into view and focuses it or the intended field. */
export function useTargetFocus<Part extends HTMLElement>(names: readonly PartName[]): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const { target } = useNavigation();
  const field = target?.field ?? null;
  const isWanted = names.some((name) => name === target?.part);
  useEffect(() => {
    if (isWanted && part.current) {
      focusOn(part.current, field === null ? null : fieldIn(part.current, field));
    }
  }, [isWanted, field]);
  return part;
}

/** Field of a part's form, by Mantine's `data-path`, which begins with the form's name. */
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
    // Focusable only while it has the focus: a later click does not focus it.
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
