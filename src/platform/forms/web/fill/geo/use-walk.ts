import { useEffect, useRef, useState } from 'react';
import type { Place } from '../engine/places.ts';

/** A fix worse than this says nothing about where one walks, in metres. */
const USELESS = 50;

/** Tells every good fix of the device while the person walks. */
export function useWalk(onPlace: (place: Place) => void) {
  const [walking, setWalking] = useState(false);
  const [refused, setRefused] = useState(false);
  const latest = useRef(onPlace);
  latest.current = onPlace;
  useEffect(() => {
    if (!walking) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const { latitude, longitude, altitude, accuracy } = coords;
        if (accuracy <= USELESS) latest.current({ latitude, longitude, altitude: altitude ?? 0, accuracy });
      },
      () => {
        setWalking(false);
        setRefused(true);
      },
      { enableHighAccuracy: true, maximumAge: 0 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [walking]);
  const toggle = () => {
    setRefused(!navigator.geolocation);
    setWalking(!walking && !!navigator.geolocation);
  };
  return { walking, refused, toggle };
}
