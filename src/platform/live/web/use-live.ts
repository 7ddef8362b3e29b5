import { useEffect, useRef } from 'react';
import { followLive, type LiveEvent } from './live.ts';

/**
 * Calls back when there is something new under a topic, and whenever something may have been missed (a link that came
 * back; `event.topic` is `*` then): read again. One connection serves all tabs of the browser.
 */
export function useLive(topic: string, onEvent: (event: LiveEvent) => void): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(
    () =>
      followLive((event) => {
        if (event.topic === topic || event.topic === '*') latest.current(event);
      }),
    [topic],
  );
}
