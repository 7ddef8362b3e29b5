import type { Tx } from '#platform/db/tx.ts';
import { type Shape, toGeometry } from '../geo/shape.ts';
import { shapesTopology } from '../geo/simplify.ts';
import { type MapFilter, readMapShapes } from '../store/area.ts';

interface MapQuery extends Omit<MapFilter, 'full'> {
  detail: 'map' | 'full';
  format: 'geojson' | 'topojson';
  /** Stamp of the areas; part of the key under which a text is kept. */
  version: string;
}

/** Texts of the maps asked for last, the newest at the end. */
const kept = new Map<string, string>();
const KEPT_MAPS = 12;
const KEPT_TEXT = 4_000_000;

/** Six digits are 10 cm. */
const trimmed = (shape: Shape): Shape =>
  shape.map((polygon) =>
    polygon.map((ring) => ring.map(([x, y]) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6])),
  );

/** Shapes of areas as the text of a GeoJSON or TopoJSON file. */
export async function areaMap(tx: Tx, query: MapQuery): Promise<string> {
  const { country, level, parent, detail, format, version } = query;
  const key = [version, country, level, parent, detail, format].join('|');
  const have = kept.get(key);
  if (have !== undefined) return have;
  const rows = await readMapShapes(tx, { country, level, parent, full: detail === 'full' });
  const items = rows.map((row) => ({
    id: row.pcode,
    shape: JSON.parse(row.shape) as Shape,
    properties: {
      pcode: row.pcode,
      level: row.level,
      parentPcode: row.parent_pcode,
      names: row.names,
      label: row.label,
    },
  }));
  const text = JSON.stringify(
    format === 'topojson'
      ? shapesTopology(items)
      : {
          type: 'FeatureCollection',
          features: items.map(({ id, shape, properties }) => ({
            type: 'Feature',
            id,
            properties,
            geometry: toGeometry(trimmed(shape)),
          })),
        },
  );
  if (text.length <= KEPT_TEXT) {
    kept.set(key, text);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT_MAPS))) kept.delete(oldest);
  }
  return text;
}
