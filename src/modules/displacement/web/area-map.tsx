import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { useMemo } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { areasGeoJson } from '#platform/places/contract/area.ts';
import { nameIn } from '#platform/places/domain.ts';
import { Asked } from '#platform/ui/asked.tsx';
import { useRead } from '#platform/ui/call.ts';
import { MapView } from '#platform/ui/map/map-view.tsx';
import type { MapArea } from '#platform/ui/map/props.ts';
import type { AreaFigure } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import type { FiguresChoice } from './use-figures-choice.ts';

type Shapes = FeatureCollection<Polygon | MultiPolygon>;

interface AreaMapProps {
  areas: readonly AreaFigure[];
  choice: FiguresChoice;
}

/** Individuals by area as a choropleth; an area opens the areas inside it. */
export const AreaMap = (props: AreaMapProps) => (
  <Asked kind="map">
    <Drawn {...props} />
  </Asked>
);

function Drawn({ areas, choice }: AreaMapProps) {
  const t = useT(displacementMessages);
  const language = useLanguage();
  const { operation, level, within } = choice;
  const shapes = useRead(
    areasGeoJson,
    {
      querystring: {
        level: String(level) as '1',
        ...(within ? { parent: within } : {}),
        ...(operation ? { country: operation.country } : {}),
      },
    },
    { skip: !operation },
  );
  // The route streams GeoJSON as it stands; its shape is the standard's, not the contract's.
  const collection = shapes.data as unknown as Shapes | undefined;
  // A map is drawn anew for each new list: these stay the same until an answer or a choice changes.
  const outlines = useMemo(() => collection && withIds(collection), [collection]);
  const { recordsTo } = choice;
  const round = choice.round?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address of records changes with the round and the answer
  const rows = useMemo(
    () => rowsOf(areas, collection, language, recordsTo),
    [areas, collection, language, round],
  );
  return (
    <MapView
      title={t('figures.map')}
      valueLabel={t('figures.individuals')}
      {...(outlines ? { shapes: outlines } : {})}
      areas={rows}
      onPick={(_, id) => choice.set({ within: id, level: String(Math.min(level + 1, 4)) })}
    />
  );
}

/** Areas with figures, then those without: where nobody was counted the outline has no value, which is not a zero. */
function rowsOf(
  areas: readonly AreaFigure[],
  collection: Shapes | undefined,
  language: string,
  recordsTo: (pcode: string) => string,
): MapArea[] {
  const counted = areas.flatMap((area) =>
    area.pcode
      ? [
          {
            id: area.pcode,
            name: area.name || area.pcode,
            value: area.individuals,
            to: recordsTo(area.pcode),
          },
        ]
      : [],
  );
  const known = new Set(counted.map(({ id }) => id));
  const others = (collection?.features ?? [])
    .filter(({ id }) => !known.has(String(id)))
    .map(({ id, properties }) => ({
      id: String(id),
      name: nameIn(properties?.names ?? {}, language),
      value: null,
    }));
  return [...counted, ...others];
}

const withIds = (collection: Shapes): Shapes => ({
  ...collection,
  features: collection.features.map(
    (f): Feature<Polygon | MultiPolygon> => ({ ...f, properties: { ...f.properties, id: String(f.id) } }),
  ),
});
