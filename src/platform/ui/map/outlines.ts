import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countriesUrl from 'world-atlas/countries-50m.json?url';

/**
 * A ring without a jump across the antimeridian: longitudes run on past 180 instead. A ring that then does not
 * close goes around a pole and is left out, because it would draw a seam over the whole map.
 */
export function unwrapRing(ring: readonly Position[]): Position[] | undefined {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  const out = ring.map(([longitude = 0, latitude = 0]) => {
    if (longitude - before > 180) turn -= 360;
    else if (longitude - before < -180) turn += 360;
    before = longitude;
    return [longitude + turn, latitude];
  });
  return turn === 0 ? out : undefined;
}

const unwrapPolygon = (rings: readonly Position[][]): Position[][] | undefined => {
  const [outer, ...holes] = rings.map(unwrapRing);
  return outer && [outer, ...holes.filter((hole) => hole !== undefined)];
};

let outlines: Promise<FeatureCollection<MultiPolygon>> | undefined;

/** Country outlines of Natural Earth (1:50 million), served by ourselves and kept for the whole visit. */
export function countryOutlines(): Promise<FeatureCollection<MultiPolygon>> {
  outlines ??= loadOutlines().catch((error: unknown) => {
    outlines = undefined;
    throw error;
  });
  return outlines;
}

async function loadOutlines(): Promise<FeatureCollection<MultiPolygon>> {
  const answer = await fetch(countriesUrl);
  if (!answer.ok) throw new Error(`Country outlines: ${answer.status}`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.countries);
  return { type: 'FeatureCollection', features: features.map(asMultiPolygon) };
}

function asMultiPolygon({ geometry }: Feature): Feature<MultiPolygon> {
  const shape = geometry as Polygon | MultiPolygon;
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const coordinates = polygons.map(unwrapPolygon).filter((polygon) => polygon !== undefined);
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
}
