import { useCallback, useEffect, useRef, useState } from 'react';

export type SaveState = 'kept' | 'waiting' | 'saving' | 'failed';

/**
 * Sends a value a moment after its last change, and at once when asked. One request at a time; what changed meanwhile
 * follows. `ready` holds it back while the value cannot be sent as it is.
 */
export function useAutosave<T>(value: T, ready: boolean, save: (value: T) => Promise<unknown>) {
  const [state, setState] = useState<SaveState>('kept');
  const [failure, setFailure] = useState<unknown>();
  const latest = useRef({ value, save, ready });
  latest.current = { value, save, ready };
  const sent = useRef(value);
  const running = useRef<Promise<void> | null>(null);

  const flush = useCallback(async (): Promise<void> => {
    if (running.current) await running.current.catch(() => undefined);
    if (!latest.current.ready || sent.current === latest.current.value) return;
    const current = latest.current.value;
    setState('saving');
    running.current = latest.current.save(current).then(() => {
      sent.current = current;
    });
    try {
      await running.current;
      setFailure(undefined);
      setState(latest.current.value === current ? 'kept' : 'waiting');
    } catch (error) {
      setFailure(error);
      setState('failed');
      throw error;
    } finally {
      running.current = null;
    }
  }, []);

  useEffect(() => {
    if (!ready || sent.current === value) return;
    setState('waiting');
    const timer = setTimeout(() => void flush().catch(() => undefined), 800);
    return () => clearTimeout(timer);
  }, [value, ready, flush]);

  // Leaving the step by a link keeps the last keystrokes too.
  useEffect(() => () => void flush().catch(() => undefined), [flush]);

  return { state, failure, flush };
}
