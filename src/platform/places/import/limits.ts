/** What one import may ask of the server. Each excess is refused with a sentence that names the limit. */
export const IMPORT_LIMITS = {
  /** Bytes of one uploaded file. */
  fileBytes: 50 * 1024 * 1024,
  /** Files of one import (a country has at most five levels; sources split them further). */
  files: 20,
  /** Bytes of everything inside an archive once unpacked. */
  unpackedBytes: 400 * 1024 * 1024,
  /** Unpacked to packed; spreadsheets reach about 30, bombs start at 1,000. */
  ratio: 200,
  entries: 500,
  /** Rows or features of one import; the global P-code list has 33,363. */
  rows: 100_000,
  /** Vertices of all shapes of one import. */
  vertices: 6_000_000,
  columns: 300,
} as const;

/**
 * Shares of area, from which a difference between boundaries is worth telling or refusing. Below `ignore` it is the
 * sliver that digitising leaves along a common border (national COD-AB sets reach 0.1 %).
 */
export const SHAPE_TOLERANCE = {
  /** Two areas of one level: share of the smaller one that both claim. */
  overlap: { ignore: 0.002, refuse: 0.05 },
  /** Share of an area that lies outside its parent: coasts of different detail reach a few percent. */
  outside: { ignore: 0.005, refuse: 0.2 },
} as const;
