import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import type { ControlProps } from '../control/props.ts';
import { SearchControl } from '../control/search-control.tsx';
import { useForm } from '../engine/form-context.tsx';
import { nearestOf, type Place, readPlaces } from '../engine/places.ts';
import { nameOfNode } from '../label/names.ts';
import { MapBox } from './map-box.tsx';

/** More places than this are not drawn: the list finds them. */
const MOST = 3000;

/** Choices that stand somewhere: tapped on the map, or found by their names. */
export function ChoiceMapControl(props: ControlProps) {
  const { node, locked } = props;
  const t = useT(fillMessages);
  const form = useForm();
  const choices = node.choices();
  const placed = useMemo(
    () =>
      choices.slice(0, MOST).flatMap(({ value, geometry = '' }) => {
        const place = middleOf(readPlaces(geometry));
        return place ? [{ ...place, value }] : [];
      }),
    [choices],
  );
  const chosen = placed.find(({ value }) => value === node.value);
  return (
    <div className={control.stack}>
      <MapBox
        name={nameOfNode(node)}
        places={placed}
        shape="choices"
        chosen={chosen}
        hint={t('geo.tapChoice')}
        onPick={
          locked
            ? undefined
            : (place) => {
                const nearest = nearestOf(placed, place);
                if (nearest) form.set(node.id, nearest.value);
              }
        }
      />
      <div className={control.whole}>
        <SearchControl {...props} />
      </div>
    </div>
  );
}

/** Lines and areas are picked by their middle. */
function middleOf(places: readonly Place[]): Place | undefined {
  if (places.length === 0) return undefined;
  const sum = (pick: (place: Place) => number) => places.reduce((total, place) => total + pick(place), 0);
  return {
    latitude: sum(({ latitude }) => latitude) / places.length,
    longitude: sum(({ longitude }) => longitude) / places.length,
  };
}
