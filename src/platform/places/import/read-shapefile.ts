import { parseDbf, parseShp } from 'shpjs';
import type { Layer } from './layer.ts';
import { ImportRefused } from './problem.ts';
import { layerOfFeatures } from './read-geojson.ts';

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** shpjs stops silently where a file was cut; the header says how long it should be. */
function checkShp(id: string, bytes: Uint8Array): void {
  const data = view(bytes);
  if (bytes.length < 100 || data.getInt32(0) !== 9994)
    throw new ImportRefused('places.import.shp_broken', { file: id });
  if (data.getInt32(24) * 2 > bytes.length) throw new ImportRefused('places.import.shp_cut', { file: id });
  const kind = data.getInt32(32, true);
  if (![5, 15, 25].includes(kind)) throw new ImportRefused('places.import.shp_not_polygons', { file: id });
}

function checkDbf(id: string, bytes: Uint8Array): void {
  const data = view(bytes);
  const broken = () => new ImportRefused('places.import.shp_cut', { file: id });
  if (bytes.length < 33) throw broken();
  if (data.getUint16(8, true) + data.getUint32(4, true) * data.getUint16(10, true) > bytes.length + 1)
    throw broken();
}

const isWgs84 = (prj: string) => /GCS_WGS_1984|WGS[ _]?84|World Geodetic System 1984/i.test(prj);

/** Text of a .prj when coordinates must be turned into WGS84; undefined when they already are. */
function projectionOf(id: string, prj: string | undefined): string | undefined {
  if (!prj || (isWgs84(prj) && /^\s*GEOGC/i.test(prj))) return undefined;
  if (!/^\s*(PROJ|GEOG|GEOD)/i.test(prj)) throw new ImportRefused('places.import.prj_unknown', { file: id });
  return prj;
}

/** shpjs leaves coordinates as they are when it does not understand a .prj; metres are far outside of degrees. */
function plausible(shapes: readonly (GeoJSON.Geometry | null)[]): boolean {
  const first = shapes.find((shape) => shape !== null);
  if (!first || !('coordinates' in first)) return true;
  let at: unknown = first.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  const [x, y] = at as number[];
  return Math.abs(x ?? 0) <= 181 && Math.abs(y ?? 0) <= 91;
}

function parse(id: string, parts: { shp: Uint8Array; dbf: Uint8Array; prj?: string; cpg?: string }): Layer {
  const prj = projectionOf(id, parts.prj);
  let shapes: (GeoJSON.Geometry | null)[];
  try {
    shapes = parseShp(view(parts.shp), prj);
  } catch {
    throw new ImportRefused(prj ? 'places.import.prj_unknown' : 'places.import.shp_broken', { file: id });
  }
  if (prj && !plausible(shapes)) throw new ImportRefused('places.import.prj_unknown', { file: id });
  let records: Record<string, unknown>[];
  try {
    records = parseDbf(view(parts.dbf), parts.cpg);
  } catch {
    throw new ImportRefused('places.import.shp_broken', { file: id });
  }
  if (shapes.length !== records.length) {
    throw new ImportRefused('places.import.shp_counts', {
      file: id,
      shapes: shapes.length,
      records: records.length,
    });
  }
  if (shapes.length === 0) throw new ImportRefused('places.import.no_rows', { file: id });
  const features = shapes.map((geometry, i) => ({ geometry, properties: records[i] ?? {} }));
  return layerOfFeatures(id, 'shapefile', features);
}

/** Reads every shapefile of an unpacked archive. Other reference systems are turned into WGS84 by their .prj. */
export function readShapefiles(name: string, entries: ReadonlyMap<string, Uint8Array>): Layer[] {
  const byLowerName = new Map([...entries].map(([path, bytes]) => [path.toLowerCase(), bytes]));
  const text = (path: string) => {
    const bytes = byLowerName.get(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  const layers: Layer[] = [];
  for (const path of [...entries.keys()].sort()) {
    if (!/\.shp$/i.test(path)) continue;
    const base = path.slice(0, -4);
    const id = `${name}/${base.split('/').at(-1)}`;
    const shp = entries.get(path) as Uint8Array;
    const dbf = byLowerName.get(`${base.toLowerCase()}.dbf`);
    if (!dbf) throw new ImportRefused('places.import.shp_no_dbf', { file: id });
    checkShp(id, shp);
    checkDbf(id, dbf);
    const prj = text(`${base.toLowerCase()}.prj`);
    const cpg = text(`${base.toLowerCase()}.cpg`);
    layers.push(parse(id, { shp, dbf, ...(prj ? { prj } : {}), ...(cpg ? { cpg } : {}) }));
  }
  return layers;
}
