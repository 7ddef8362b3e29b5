/** What a cell of a sheet or a line holds. */
export type Cell = string | number | null;

/** One sheet or file of a download, made from rows of any kind. */
export interface Table<R> {
  name: string;
  heads: string[];
  /** Lines between the head and the rows, such as one of tags. */
  tags?: string[];
  /** Cells of the lines that one row gives. */
  rows(row: R): Cell[][];
}

/** Reads all rows from the first to the last; called once for each table. */
export type ReadRows<R> = () => AsyncIterable<R>;
/** Told how many rows of the table at hand are done; may throw to stop. */
export type Progress = (rows: number) => Promise<void>;
