type LayerFormat = 'geojson' | 'shapefile' | 'csv' | 'xlsx';

/** A row of a table, or a feature. */
export interface LayerRow {
  row: number;
  /** Texts as they stand, not trimmed; dates as YYYY-MM-DD. A missing value is absent. */
  values: Record<string, string>;
  /** GeoJSON geometry as read, still unchecked; absent in tables. */
  geometry?: unknown;
}

/** One table of a file: a feature collection, a shapefile of an archive, a CSV file or a sheet. */
export interface Layer {
  /** `boundaries.zip/adm1` or `gazetteer.xlsx/Admin2`: stable for the same file. */
  id: string;
  format: LayerFormat;
  columns: string[];
  /** HXL hashtag of a column where the file has a row of them. */
  hxl: Record<string, string>;
  rows: LayerRow[];
  hasGeometry: boolean;
}

export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}
