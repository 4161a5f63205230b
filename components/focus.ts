/** Keeps a keyboard reader's place when what has the focus leaves the panel. */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const FOCUSABLE = 'a[href], button, summary, [tabindex="0"]';

/** An item of a list that goes while it has the focus hands it to the one after it; the last one, to the fold or section that it was in. */
export function useHandedOnFocus(item: RefObject<HTMLElement | null>): void {
  // its cleanup comes before the element goes; that of a passive effect after
  useLayoutEffect(() => {
    const own = item.current;
    return () => {
      if (!own?.contains(document.activeElement)) return;
      const next = own.nextElementSibling ?? own.closest('details') ?? own.closest('section');
      next?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    };
  }, [item]);
}
