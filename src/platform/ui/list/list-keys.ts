import { type RefObject, useEffect } from 'react';
import { shortcutsPreference } from '../preferences.ts';

interface ListKeys {
  root: RefObject<HTMLElement | null>;
  count: number;
  /** Brings a row into view, so that it exists and can take the focus. */
  reveal: (index: number) => void;
  toggle?: (index: number) => void;
}

const busy = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null);

/** j and k move the focus from row to row, x selects, `/` goes to the search. Enter is the link's own. */
export function useListKeys({ root, count, reveal, toggle }: ListKeys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const box = root.current;
      if (!box || !shortcutsPreference.get() || event.ctrlKey || event.metaKey || event.altKey) return;
      const isRowCheckbox = (event.target as HTMLElement).matches?.('[data-row-check]');
      if (busy(event.target) && !isRowCheckbox) return;
      const at = Number(document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1);
      const act = {
        j: () => focusRow(box, Math.min(count - 1, at + 1), reveal),
        k: () => focusRow(box, Math.max(0, at - 1), reveal),
        x: () => at >= 0 && toggle?.(at),
        '/': () => box.querySelector<HTMLElement>('[data-list-search]')?.focus(),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [root, count, reveal, toggle]);
}

function focusRow(box: HTMLElement, index: number, reveal: (index: number) => void): void {
  if (index < 0) return;
  reveal(index);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const row = box.querySelector<HTMLElement>(`[data-row="${index}"]`);
      row?.querySelector<HTMLElement>('a[href], [data-row-check]')?.focus({ preventScroll: true });
    }),
  );
}
