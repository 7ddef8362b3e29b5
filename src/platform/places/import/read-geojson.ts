import { feature } from 'topojson-client';
import type { Layer, LayerRow } from './layer.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { ImportRefused } from './problem.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property as the text that a table would show; dates keep their day only. */
function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : dayOf(value);
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value).replaceAll('\u0000', '');
  const stamp = /^(\d{4}-\d{2}-\d{2})T[\d:.]+Z?$/.exec(text);
  return stamp ? stamp[1] : text;
}

/** Date parts in the local zone: that is how the readers of dBASE and Excel build them. */
function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Rows and columns of a list of features, whatever file they came from. */
export function layerOfFeatures(
  id: string,
  format: 'geojson' | 'shapefile',
  features: readonly { properties: Json; geometry: unknown }[],
): Layer {
  if (features.length > IMPORT_LIMITS.rows) {
    throw new ImportRefused('places.import.too_many_rows', { file: id, limit: IMPORT_LIMITS.rows });
  }
  const columns = new Set<string>();
  const rows = features.map((item, i): LayerRow => {
    const values: Record<string, string> = {};
    for (const [key, value] of Object.entries(item.properties)) {
      columns.add(key);
      const text = cellText(value);
      if (text !== undefined) values[key] = text;
    }
    return { row: i + 1, values, geometry: item.geometry ?? null };
  });
  if (columns.size > IMPORT_LIMITS.columns) {
    throw new ImportRefused('places.import.too_many_columns', { file: id, limit: IMPORT_LIMITS.columns });
  }
  return { id, format, columns: [...columns], hxl: {}, rows, hasGeometry: true };
}

function refuseOtherCrs(name: string, root: Json): void {
  const crs = isObject(root.crs) && isObject(root.crs.properties) ? root.crs.properties.name : undefined;
  if (typeof crs === 'string' && !/CRS:?84|CRS84|EPSG:+(?:[\d.]*:)?4326$/i.test(crs)) {
    throw new ImportRefused('places.import.other_crs', { file: name, crs: crs.slice(0, 80) });
  }
}

function parsed(name: string, text: string): Json {
  try {
    const root: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    if (isObject(root)) return root;
  } catch (cause) {
    const detail =
      cause instanceof Error ? (/position \d+|line \d+ column \d+/.exec(cause.message)?.[0] ?? '') : '';
    throw new ImportRefused('places.import.json_broken', { file: name, where: detail });
  }
  throw new ImportRefused('places.import.not_features', { file: name });
}

function layerOfCollection(name: string, root: Json): Layer {
  const list = root.type === 'Feature' ? [root] : root.features;
  if (!Array.isArray(list)) throw new ImportRefused('places.import.not_features', { file: name });
  if (list.length === 0) throw new ImportRefused('places.import.no_rows', { file: name });
  const features = list.map((item: unknown) => {
    const properties = isObject(item) && isObject(item.properties) ? item.properties : {};
    return { properties, geometry: isObject(item) ? item.geometry : null };
  });
  return layerOfFeatures(name, 'geojson', features);
}

/** Reads a GeoJSON FeatureCollection or Feature (RFC 7946), or every object of a TopoJSON file. */
export function readGeoJson(name: string, bytes: Uint8Array): Layer[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefused('places.import.not_utf8', { file: name });
  }
  const root = parsed(name, text);
  if (root.type === 'Topology' && isObject(root.objects)) {
    return Object.entries(root.objects).map(([key, object]) => {
      try {
        const collection = feature(root as never, object as never) as unknown as Json;
        return layerOfCollection(`${name}/${key}`, collection);
      } catch (cause) {
        if (cause instanceof ImportRefused) throw cause;
        throw new ImportRefused('places.import.not_features', { file: `${name}/${key}` });
      }
    });
  }
  refuseOtherCrs(name, root);
  return [layerOfCollection(name, root)];
}
