declare module 'shpjs' {
  /** Geometries of a .shp in their order; null for a null shape. With a `.prj` text the result is WGS84. */
  export function parseShp(shp: DataView | Uint8Array, prj?: string): (GeoJSON.Geometry | null)[];
  /** Records of a .dbf in their order. `cpg` is the text of the .cpg file. */
  export function parseDbf(dbf: DataView | Uint8Array, cpg?: string): Record<string, unknown>[];
}
