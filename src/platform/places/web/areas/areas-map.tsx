import { Skeleton } from '@mantine/core';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { useMemo } from 'react';
import { Asked } from '#platform/ui/asked.tsx';
import { useRead } from '#platform/ui/call.ts';
import { MapView } from '#platform/ui/map/map-view.tsx';
import type { MapPoint } from '#platform/ui/map/props.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { areasGeoJson } from '../../contract/area.ts';
import type { Names } from '../../domain.ts';
import { useNameOf } from '../names.tsx';

type Shapes = FeatureCollection<Polygon | MultiPolygon, { pcode: string; names: Names }>;

interface AreasQuery {
  country?: string;
  level?: number;
  parent?: string;
}

interface AreasMapProps {
  title: string;
  query: AreasQuery;
  /** Shows this area alone. */
  only?: string;
  points?: readonly MapPoint[];
  height?: number;
}

/** Areas in their shapes; each opens its own screen. */
export const AreasMap = (props: AreasMapProps) => (
  <Asked kind="map">
    <Drawn {...props} />
  </Asked>
);

function Drawn({ title, query, only, points, height }: AreasMapProps) {
  const nameOf = useNameOf();
  // Everything in an address is text; the contract reads the number back.
  const answer = useRead(areasGeoJson, { querystring: query });
  const { shapes, areas } = useMemo(() => {
    // The route streams GeoJSON as it stands; its shape is the standard's, not the contract's.
    const features = ((answer.data as unknown as Shapes | undefined)?.features ?? []).filter(
      ({ id }) => only === undefined || id === only,
    );
    const shown = features.map((f) => ({ ...f, properties: { id: String(f.id) } }));
    return {
      shapes: { type: 'FeatureCollection' as const, features: shown },
      areas: features.map(({ properties: { pcode, names } }) => ({
        id: pcode,
        name: nameOf(names),
        value: null,
        to: `/places/areas/${pcode}`,
      })),
    };
  }, [answer.data, only, nameOf]);
  if (answer.error) return <Problem error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={(height ?? 420) + 60} aria-busy />;
  return (
    <MapView
      title={title}
      shapes={shapes}
      areas={areas}
      {...(points ? { points } : {})}
      {...(height ? { height } : {})}
    />
  );
}
