import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { typedNumber } from '../engine/numbers.ts';
import { isCoordinate, readPlace, writePlace } from '../engine/places.ts';

interface Props {
  id: string;
  /** As ODK writes a place; empty for none. */
  value: string;
  locked: boolean;
  invalid: boolean;
  onChange: (value: string) => void;
}

/** Latitude and longitude to type. Half a place stays on screen and is no answer yet. */
export function CoordinateFields({ id, value, locked, invalid, onChange }: Props) {
  const t = useT(fillMessages);
  const place = readPlace(value);
  const [typed, setTyped] = useState({ latitude: '', longitude: '' });
  const stored = place && { latitude: String(place.latitude), longitude: String(place.longitude) };
  const same =
    place && Number(typed.latitude) === place.latitude && Number(typed.longitude) === place.longitude;
  const shown = stored && !same ? stored : typed;
  const change = (next: typeof typed) => {
    setTyped(next);
    const [latitude, longitude] = [next.latitude, next.longitude].map((text) =>
      text.trim() === '' ? undefined : Number(typedNumber(text)),
    );
    const whole = isCoordinate('latitude', latitude) && isCoordinate('longitude', longitude);
    onChange(whole ? writePlace({ latitude, longitude }) : '');
  };
  return (
    <div className={control.row}>
      {(['latitude', 'longitude'] as const).map((kind) => {
        const text = shown[kind];
        const wrong = text.trim() !== '' && !isCoordinate(kind, Number(typedNumber(text)));
        return (
          <div key={kind} className={control.part}>
            <label htmlFor={`${id}-${kind}`}>{t(`geo.${kind}`)}</label>
            <input
              id={`${id}-${kind}`}
              className={control.field}
              type="text"
              inputMode="text"
              dir="ltr"
              autoComplete="off"
              disabled={locked}
              aria-invalid={wrong || invalid || undefined}
              aria-describedby={wrong ? `${id}-${kind}-fault` : undefined}
              value={text}
              onChange={(event) => change({ ...shown, [kind]: event.currentTarget.value })}
            />
            {wrong && (
              <span id={`${id}-${kind}-fault`} className={control.fault}>
                {t(`geo.${kind}.wrong`)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
