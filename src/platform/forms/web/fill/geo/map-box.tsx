import { Loader, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import type { Place } from '../engine/places.ts';
import type { PlaceMap, Shape } from './place-map.ts';

interface Props {
  /** What the map is for: the question. */
  name: string;
  places: readonly Place[];
  shape: Shape;
  /** The one of `places` that is the answer, where they are choices. */
  chosen?: Place | undefined;
  /** What a tap does; by default that the place is where one taps. */
  hint?: string;
  onPick: ((place: Place) => void) | undefined;
}

/** A map to point at. It asks nobody outside, so it knows the outlines of countries only; places can be typed as well. */
export function MapBox(props: Props) {
  const t = useT(fillMessages);
  const dark = useComputedColorScheme('light') === 'dark';
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<PlaceMap | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [state, setState] = useState<'loading' | 'drawn' | 'unavailable'>('loading');
  const near = useNear(box);
  useEffect(() => {
    if (!near) return;
    let gone = false;
    import('./place-map.ts')
      .then(({ drawPlaceMap }) => {
        if (gone || !box.current) return;
        map.current = drawPlaceMap(box.current, {
          dark,
          label: t('geo.map', { name: latest.current.name }),
          shape: latest.current.shape,
          places: latest.current.places,
          chosen: latest.current.chosen,
          onReady: () => setState('drawn'),
          onPick: (place) => latest.current.onPick?.(place),
        });
      })
      .catch(() => setState('unavailable'));
    return () => {
      gone = true;
      map.current?.remove();
      map.current = undefined;
    };
  }, [near, dark, t]);
  useEffect(() => map.current?.show(props.places, props.chosen), [props.places, props.chosen]);
  if (state === 'unavailable') return <p className={control.quiet}>{t('geo.noMap')}</p>;
  return (
    <div className={control.map} data-map={near ? state : 'far'}>
      <div ref={box} />
      {near && state === 'loading' && <Loader size="sm" type="dots" />}
      {props.onPick && state === 'drawn' && <p className={control.quiet}>{props.hint ?? t('geo.tap')}</p>}
    </div>
  );
}

/** A browser draws a dozen maps at most: each waits until it comes near the window. */
function useNear(box: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current || near) return;
    const watch = new IntersectionObserver((entries) => setNear(entries.some((one) => one.isIntersecting)), {
      rootMargin: '200px',
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box, near]);
  return near;
}
