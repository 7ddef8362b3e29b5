import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { areasGeoJson } from '#platform/places/contract/area.ts';
import { Asked } from '#platform/ui/asked.tsx';
import { useRead } from '#platform/ui/call.ts';
import { MapView } from '#platform/ui/map/map-view.tsx';
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
  return (
    <MapView
      title={t('figures.map')}
      valueLabel={t('figures.individuals')}
      {...(collection ? { shapes: withIds(collection) } : {})}
      areas={areas.flatMap((a) =>
        a.pcode
          ? [{ id: a.pcode, name: a.name || a.pcode, value: a.individuals, to: choice.recordsTo(a.pcode) }]
          : [],
      )}
      onPick={(_, id) => choice.set({ within: id, level: String(Math.min(level + 1, 4)) })}
    />
  );
}

const withIds = (collection: Shapes): Shapes => ({
  ...collection,
  features: collection.features.map(
    (f): Feature<Polygon | MultiPolygon> => ({ ...f, properties: { ...f.properties, id: String(f.id) } }),
  ),
});
