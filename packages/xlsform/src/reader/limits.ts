/** Bounds on what a reader accepts; a form is small, an attack is not. */
export interface ReadLimits {
  /** Largest file, in MB. */
  readonly maxFileMegabytes: number;
  /** Largest sum of unpacked parts, in MB. */
  readonly maxUnpackedMegabytes: number;
  readonly maxCells: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  maxFileMegabytes: 20,
  maxUnpackedMegabytes: 200,
  maxCells: 4_000_000,
};

/** Columns beyond this one hold nothing of a form. */
export const MAX_COLUMNS = 1024;
/** Rows that a sheet can have. */
export const MAX_ROWS = 1_048_576;
