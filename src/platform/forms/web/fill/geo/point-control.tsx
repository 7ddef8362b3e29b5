import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { type ControlProps, groupProps } from '../control/props.ts';
import { useForm } from '../engine/form-context.tsx';
import { readPlace, writePlace } from '../engine/places.ts';
import { nameOfNode } from '../label/names.ts';
import { CoordinateFields } from './coordinate-fields.tsx';
import { MapBox } from './map-box.tsx';
import { PositionButton } from './position-button.tsx';

/** One place: from the device, typed, or pointed at on the map. */
export function PointControl(props: ControlProps) {
  const { node } = props;
  const t = useT(fillMessages);
  const format = useFormat();
  const form = useForm();
  const place = readPlace(node.value);
  const onMap = node.appearance.some((name) => name === 'maps' || name === 'placement-map');
  const worst = Number(node.attributes.unacceptableAccuracyThreshold) || undefined;
  const [map, setMap] = useState(onMap);
  return (
    <div className={control.stack} {...groupProps(props)}>
      {!props.locked && (
        <PositionButton
          label={t(place ? 'geo.again' : 'geo.here')}
          accuracy={node.attributes.accuracyThreshold}
          onPlace={(next) => form.set(node.id, writePlace(next))}
        />
      )}
      <CoordinateFields
        // A place from the device or the map replaces what was being typed.
        key={place ? '' : node.value}
        id={props.id}
        value={node.value}
        locked={props.locked}
        invalid={props.invalid}
        onChange={(value) => form.set(node.id, value)}
      />
      {place?.accuracy ? (
        <p className={control.quiet}>
          {t('geo.within', { metres: format.number(Math.ceil(place.accuracy)) })}
        </p>
      ) : null}
      {worst && place?.accuracy && place.accuracy > worst ? (
        <p className={control.fault}>{t('geo.poor', { metres: format.number(worst) })}</p>
      ) : null}
      <div className={control.row}>
        <button type="button" className={control.link} aria-expanded={map} onClick={() => setMap(!map)}>
          {t(map ? 'geo.hideMap' : 'geo.showMap')}
        </button>
        {place && !node.required && !props.locked && (
          <button type="button" className={control.link} onClick={() => form.set(node.id, '')}>
            {t('clear')}
          </button>
        )}
      </div>
      {map && (
        <MapBox
          name={nameOfNode(node)}
          places={place ? [place] : []}
          shape="point"
          onPick={props.locked ? undefined : (next) => form.set(node.id, writePlace(next))}
        />
      )}
    </div>
  );
}
