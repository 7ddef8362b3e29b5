import { useCallback, useEffect, useRef, useState } from 'react';
import type { Place } from '../engine/places.ts';

export type PositionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching'; readonly best: Place | undefined }
  | { readonly kind: 'refused' | 'unavailable' };

/** How good a fix must be for it to be taken without asking, in metres: ODK's default. */
export const GOOD_ENOUGH = 5;

/**
 * Asks the device where it is, keeping the best fix so far. It stops by itself at `accuracy` metres; before that the
 * person may take what there is.
 */
export function usePosition(accuracy: number, onPlace: (place: Place) => void) {
  const [state, setState] = useState<PositionState>({ kind: 'idle' });
  const watch = useRef<number | undefined>(undefined);
  const best = useRef<Place | undefined>(undefined);
  const latest = useRef(onPlace);
  latest.current = onPlace;
  const stop = useCallback(() => {
    if (watch.current !== undefined) navigator.geolocation.clearWatch(watch.current);
    watch.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);
  const take = useCallback(() => {
    stop();
    if (best.current) latest.current(best.current);
    setState({ kind: 'idle' });
  }, [stop]);
  const start = useCallback(() => {
    if (!navigator.geolocation) return setState({ kind: 'unavailable' });
    best.current = undefined;
    setState({ kind: 'searching', best: undefined });
    watch.current = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const before = best.current?.accuracy ?? Number.POSITIVE_INFINITY;
        if (coords.accuracy <= before) {
          const { latitude, longitude } = coords;
          best.current = { latitude, longitude, altitude: coords.altitude ?? 0, accuracy: coords.accuracy };
        }
        if (coords.accuracy <= accuracy) take();
        else setState({ kind: 'searching', best: best.current });
      },
      (error) => {
        stop();
        setState({ kind: error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable' });
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: 120_000 },
    );
  }, [accuracy, stop, take]);
  const cancel = useCallback(() => {
    stop();
    setState({ kind: 'idle' });
  }, [stop]);
  return { state, start, take, cancel };
}
