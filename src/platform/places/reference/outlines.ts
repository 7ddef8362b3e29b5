import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { splitAtAntimeridian } from '../geo/antimeridian.ts';
import { type Box, boxOf, type Shape, toGeometry } from '../geo/shape.ts';
import { COUNTRY_CODES } from './countries.ts';

/** 1:110 million for a map of the world, 1:50 million for a region or one country. */
export type OutlineScale = '110m' | '50m';

const require = createRequire(import.meta.url);

interface Outline {
  code: string;
  shape: Shape;
}

function readOutlines(scale: OutlineScale): Outline[] {
  const file = require.resolve(`world-atlas/countries-${scale}.json`);
  const world = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof feature>[0];
  const countries = feature(world, world.objects.countries as Parameters<typeof feature>[1]);
  const alpha2 = new Map(COUNTRY_CODES.map((country) => [country.numeric, country.alpha2]));
  const shapes = new Map<string, Shape>();
  for (const { id, geometry } of countries.type === 'FeatureCollection' ? countries.features : []) {
    const code = alpha2.get(String(id ?? ''));
    // Territories without an ISO code are drawn by Natural Earth apart from any country; a map of codes has no place for them.
    if (!code || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) continue;
    const shape = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Shape;
    shapes.set(code, [...(shapes.get(code) ?? []), ...splitAtAntimeridian(shape)]);
  }
  return [...shapes].map(([code, shape]) => ({ code, shape })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

const texts = new Map<OutlineScale, Map<string, string>>();

/** GeoJSON features as text, by country; read and prepared once for each scale. */
function outlineTexts(scale: OutlineScale): Map<string, string> {
  let found = texts.get(scale);
  if (!found) {
    found = new Map(
      readOutlines(scale).map(({ code, shape }) => {
        const item = {
          type: 'Feature',
          id: code,
          properties: { code },
          geometry: toGeometry(trimmed(shape)),
        };
        return [code, JSON.stringify(item)];
      }),
    );
    texts.set(scale, found);
  }
  return found;
}

/** Three digits are 100 m, finer than these outlines are. */
const trimmed = (shape: Shape): Shape =>
  shape.map((polygon) =>
    polygon.map((ring) => ring.map(([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000])),
  );

/** A GeoJSON FeatureCollection of country outlines, its features keyed by ISO 3166-1 alpha-2. */
export function countryOutlines(scale: OutlineScale, codes?: readonly string[]): string {
  const all = outlineTexts(scale);
  const wanted = codes ? codes.flatMap((code) => all.get(code) ?? []) : [...all.values()];
  return `{"type":"FeatureCollection","features":[${wanted.join(',')}]}`;
}

let boxes: Map<string, Box> | undefined;

/** Where a country lies; undefined for codes without an outline. */
export function countryBox(alpha2: string): Box | undefined {
  boxes ??= new Map(readOutlines('50m').map(({ code, shape }) => [code, boxOf(shape)]));
  return boxes.get(alpha2);
}
