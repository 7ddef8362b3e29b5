import { IconArrowUp, IconTrash, IconWalk } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { type ControlProps, groupProps } from '../control/props.ts';
import { useForm } from '../engine/form-context.tsx';
import { lengthOf, openRing, type Place, readPlace, readPlaces, writePlaces } from '../engine/places.ts';
import { nameOfNode } from '../label/names.ts';
import { CoordinateFields } from './coordinate-fields.tsx';
import { MapBox } from './map-box.tsx';
import { PositionButton } from './position-button.tsx';
import { useWalk } from './use-walk.ts';

/** A line or an area: points from the device, the map or the keyboard, in a list that can be mended. */
export function PointsControl(props: ControlProps) {
  const { node, locked } = props;
  const t = useT(fillMessages);
  const format = useFormat();
  const form = useForm();
  const closed = node.valueType === 'geoshape';
  const read = readPlaces(node.value);
  const places = closed ? openRing(read) : read;
  const keep = (next: readonly Place[]) => form.set(node.id, writePlaces(next, closed));
  const add = (place: Place) => keep([...places, place]);
  const metres = lengthOf(closed && places.length > 2 ? [...places, places[0]!] : places);
  return (
    <div className={control.stack} {...groupProps(props)}>
      <MapBox
        name={nameOfNode(node)}
        places={places}
        shape={closed ? 'area' : 'line'}
        onPick={locked ? undefined : add}
      />
      <p role="status" className={control.quiet}>
        {t('geo.points', { count: places.length })}
        {places.length > 1 && ` · ${t('geo.length', { metres: format.number(Math.round(metres)) })}`}
      </p>
      {places.length > 0 && (
        <ol className={control.points}>
          {places.map((place, index) => (
            <PointRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a point has no identity but its place in the line
              key={index}
              place={place}
              index={index}
              locked={locked}
              onUp={() => keep(moved(places, index))}
              onRemove={() => keep(places.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
      )}
      {!locked && (
        <>
          <PositionButton
            label={t('geo.addHere')}
            accuracy={node.attributes.accuracyThreshold}
            onPlace={add}
          />
          <Walk places={places} onAdd={add} />
          <TypedPoint id={props.id} invalid={props.invalid} onAdd={add} />
        </>
      )}
    </div>
  );
}

/** Metres between two points of a walk. */
const STRIDE = 10;

/** Adds points while the person walks along the line or around the area. */
function Walk({ places, onAdd }: { places: readonly Place[]; onAdd: (place: Place) => void }) {
  const t = useT(fillMessages);
  const latest = useRef({ places, onAdd });
  latest.current = { places, onAdd };
  const { walking, refused, toggle } = useWalk((place) => {
    const last = latest.current.places.at(-1);
    if (!last || lengthOf([last, place]) >= STRIDE) latest.current.onAdd(place);
  });
  return (
    <>
      <button type="button" className={control.button} aria-pressed={walking} onClick={toggle}>
        <IconWalk size={20} stroke={1.7} aria-hidden /> {t(walking ? 'geo.walkStop' : 'geo.walk')}
      </button>
      {walking && (
        <p role="status" className={control.quiet}>
          {t('geo.walking')}
        </p>
      )}
      {refused && (
        <p role="alert" className={control.fault}>
          {t('geo.refused')}
        </p>
      )}
    </>
  );
}

function moved(places: readonly Place[], index: number): Place[] {
  const next = [...places];
  const [one] = next.splice(index, 1) as [Place];
  next.splice(index - 1, 0, one);
  return next;
}

function PointRow(props: {
  place: Place;
  index: number;
  locked: boolean;
  onUp: () => void;
  onRemove: () => void;
}) {
  const t = useT(fillMessages);
  const { place, index } = props;
  const number = index + 1;
  return (
    <li>
      <span className={control.place} aria-hidden>
        {number}
      </span>
      <span className={`sj-code ${control.grow}`}>
        {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}
      </span>
      {!props.locked && (
        <>
          <button
            type="button"
            className={control.icon}
            aria-label={t('geo.earlier', { number })}
            disabled={index === 0}
            onClick={props.onUp}
          >
            <IconArrowUp size={20} aria-hidden />
          </button>
          <button
            type="button"
            className={control.icon}
            aria-label={t('geo.removePoint', { number })}
            onClick={props.onRemove}
          >
            <IconTrash size={20} aria-hidden />
          </button>
        </>
      )}
    </li>
  );
}

function TypedPoint(props: { id: string; invalid: boolean; onAdd: (place: Place) => void }) {
  const t = useT(fillMessages);
  const [value, setValue] = useState('');
  const [round, setRound] = useState(0);
  const place = readPlace(value);
  return (
    <div className={control.stack}>
      <CoordinateFields
        key={round}
        id={props.id}
        value={value}
        locked={false}
        invalid={props.invalid}
        onChange={setValue}
      />
      <button
        type="button"
        className={control.button}
        disabled={!place}
        onClick={() => {
          if (place) props.onAdd(place);
          setValue('');
          setRound(round + 1);
        }}
      >
        {t('geo.addTyped')}
      </button>
    </div>
  );
}
