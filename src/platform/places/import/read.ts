import { isZip, unpack } from './archive.ts';
import type { Layer, SourceFile } from './layer.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { ImportRefused } from './problem.ts';
import { readGeoJson } from './read-geojson.ts';
import { readShapefiles } from './read-shapefile.ts';
import { isSpreadsheet, readCsv, readWorkbook } from './read-table.ts';

const baseName = (path: string) => path.split(/[\\/]/).at(-1) || 'file';

function readArchive(name: string, bytes: Uint8Array): Layer[] {
  const all = unpack(name, bytes, /\.(shp|dbf|prj|cpg|geojson|json)$|^\[Content_Types\]\.xml$/i);
  // A workbook that lost its extension on the way is still an archive of sheets.
  if (all.has('[Content_Types].xml')) return readWorkbook(name, bytes);
  const layers = readShapefiles(name, all);
  for (const [path, content] of all) {
    if (/\.(geo)?json$/i.test(path)) layers.push(...readGeoJson(`${name}/${baseName(path)}`, content));
  }
  if (layers.length === 0) throw new ImportRefused('places.import.archive_empty', { file: name });
  return layers;
}

/**
 * Reads a file into layers, told apart by its content first and its name second.
 * Throws ImportRefused, with one reason, when nothing in it can be used.
 */
export function readLayers(file: SourceFile): Layer[] {
  const name = baseName(file.name);
  const { bytes } = file;
  if (bytes.length === 0) throw new ImportRefused('places.import.file_empty', { file: name });
  if (bytes.length > IMPORT_LIMITS.fileBytes) {
    throw new ImportRefused('places.import.file_too_large', {
      file: name,
      limit: IMPORT_LIMITS.fileBytes / 1024 / 1024,
    });
  }
  if (isSpreadsheet(name, bytes)) return readWorkbook(name, bytes);
  if (isZip(bytes)) return readArchive(name, bytes);
  if (/\.(shp|dbf|shx|prj)$/i.test(name)) throw new ImportRefused('places.import.shp_alone', { file: name });
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 200))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('{') || /\.(geo|topo)?json$/i.test(name)) return readGeoJson(name, bytes);
  if (/\.(csv|tsv|txt)$/i.test(name)) return readCsv(name, bytes);
  throw new ImportRefused('places.import.unknown_format', { file: name });
}
