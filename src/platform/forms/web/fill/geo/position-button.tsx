import { IconCurrentLocation } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import type { Place } from '../engine/places.ts';
import { GOOD_ENOUGH, usePosition } from './use-position.ts';

/** Where the device is: waits for a good fix and says how good it is meanwhile. */
export function PositionButton(props: {
  label: string;
  accuracy: string | undefined;
  onPlace: (place: Place) => void;
}) {
  const t = useT(fillMessages);
  const format = useFormat();
  const { state, start, take, cancel } = usePosition(Number(props.accuracy) || GOOD_ENOUGH, props.onPlace);
  if (state.kind !== 'searching') {
    return (
      <>
        <button type="button" className={control.button} onClick={start}>
          <IconCurrentLocation size={20} stroke={1.7} aria-hidden /> {props.label}
        </button>
        {state.kind !== 'idle' && (
          <p role="alert" className={control.fault}>
            {t(state.kind === 'refused' ? 'geo.refused' : 'geo.unavailable')}
          </p>
        )}
      </>
    );
  }
  const metres = state.best?.accuracy;
  return (
    <div className={control.searching}>
      <p role="status">
        {metres === undefined
          ? t('geo.searching')
          : t('geo.accuracy', { metres: format.number(Math.ceil(metres)) })}
      </p>
      {state.best && (
        <button type="button" className={control.button} onClick={take}>
          {t('geo.take')}
        </button>
      )}
      <button type="button" className={control.link} onClick={cancel}>
        {t('cancel')}
      </button>
    </div>
  );
}
