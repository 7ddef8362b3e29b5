import type { ReactNode } from 'react';
import classes from './parts.module.css';

export interface DataColumn<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
  /** Names the row for those who hear the table. */
  rowHeader?: boolean;
}

/** A plain table of few rows, all of them there: figures, parts of a record, the reading side of a picture. */
export function DataTable<T>(props: {
  caption: string;
  /** The caption is heard and not seen, where a heading says the same. */
  hideCaption?: boolean;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
}) {
  return (
    <section
      className={classes.tableWrap}
      aria-label={props.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={classes.table} data-cards={props.columns.length > 2 || undefined}>
        <caption className={props.hideCaption ? 'sj-hidden' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.id} scope="col" className={column.numeric ? classes.num : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) => {
                const className = column.numeric ? classes.num : undefined;
                return column.rowHeader ? (
                  <th key={column.id} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={className}>
                    {/* On a phone each row is a card, and each value stands beside its column's name. */}
                    <span className={classes.cellName} aria-hidden>
                      {column.header}
                    </span>
                    <div>{column.cell(row)}</div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
