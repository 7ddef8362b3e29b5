/** Which questions show their faults: those that a person has left, and all of a page or form that was to go on. */
export interface Reveal {
  has(id: string): boolean;
  show(ids: readonly string[]): void;
  subscribe(listener: () => void): () => void;
}

export function createReveal(): Reveal {
  const shown = new Set<string>();
  const listeners = new Set<() => void>();
  return {
    has: (id) => shown.has(id),
    show(ids) {
      const before = shown.size;
      for (const id of ids) shown.add(id);
      if (shown.size !== before) for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
