import { useCallback, useEffect, useState } from 'react';
import type { Selection } from './types.ts';

/** Chosen rows by key. Rows that leave the list leave the selection. */
export function useSelection<T>(rows: readonly T[], rowKey: (row: T) => string) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, T>>(new Map());
  useEffect(() => {
    const present = new Map(rows.map((row) => [rowKey(row), row]));
    setChosen((before) => {
      const kept = [...before.keys()].filter((key) => present.has(key));
      if (before.size === 0 && kept.length === 0) return before;
      return new Map(kept.map((key) => [key, present.get(key)!]));
    });
  }, [rows, rowKey]);
  const toggle = useCallback(
    (row: T) =>
      setChosen((before) => {
        const next = new Map(before);
        if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
        return next;
      }),
    [rowKey],
  );
  const all = rows.length > 0 && chosen.size === rows.length;
  const selection: Selection<T> = {
    has: (row) => chosen.has(rowKey(row)),
    toggle,
    all,
    some: chosen.size > 0 && !all,
    toggleAll: () => setChosen(all ? new Map() : new Map(rows.map((row) => [rowKey(row), row]))),
  };
  return { selection, chosen: [...chosen.values()], clear: () => setChosen(new Map()) };
}
