import { type RefObject, useEffect } from 'react';

/** In a row that scrolls sideways the current item is brought to the middle, in either direction of writing. */
export function useInSight(row: RefObject<HTMLElement | null>, selector: string, current: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is current
  useEffect(() => {
    const item = row.current?.querySelector(selector);
    if (!row.current || !item) return;
    const outer = row.current.getBoundingClientRect();
    const inner = item.getBoundingClientRect();
    row.current.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [row, selector, current]);
}
