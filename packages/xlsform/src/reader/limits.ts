/** Bounds on what a reader accepts; a form is small, an attack is not. */
export interface ReadLimits {
  /** Largest file, in MB. */
  readonly maxFileMegabytes: number;
  /** Largest sum of unpacked parts, in MB. */
  readonly maxUnpackedMegabytes: number;
  /** Cells with a value; a long text counts as several. */
  readonly maxCells: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  maxFileMegabytes: 20,
  maxUnpackedMegabytes: 200,
  maxCells: 3_000_000,
};

/** Columns beyond this one hold nothing of a form. */
export const MAX_COLUMNS = 1024;
/** Rows that a sheet can have. */
export const MAX_ROWS = 1_048_576;

/** What a cell counts for: one, and one more for each 64 characters, for texts may be shared by many cells. */
export const cellWeight = (text: string): number => 1 + (text.length >> 6);
