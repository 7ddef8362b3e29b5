import type { Tx } from '#platform/db/tx.ts';
import type { Language } from '#platform/i18n/language.ts';
import type { Catalogue } from '#platform/i18n/messages.ts';
import type { Filter } from './contract/filter.ts';

/**
 * `point` and `geometry` leave as GeoJSON (degrees, WGS 84, longitude first); `date` as YYYY-MM-DD; `datetime` as an
 * instant in UTC; `choice` as its code, `choices` as a list of codes.
 */
export type ColumnKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'choices'
  | 'uuid'
  | 'point'
  | 'geometry';

/**
 * Who sees a column: `open` to everyone who reads the row; `restricted` to those who besides hold
 * `reports.restricted.read` in the operation of the row; `sealed` to nobody here.
 */
type Sensitivity = 'open' | 'restricted' | 'sealed';

/** A key of the data set's own messages, or a text that is already in the reader's language. */
export type Label = string | { readonly text: string };

export interface DataColumn {
  /** Letters, digits and underscores, a letter first: it names the column in every feed. */
  readonly name: string;
  readonly kind: ColumnKind;
  readonly label: Label;
  /** `open` when left out. */
  readonly sensitivity?: Sensitivity;
  /** SQL of the value over the rows of `from`; written by us, never by a caller. Of a geometry: GeoJSON as text. */
  readonly sql: string;
  /** The value is never null: indexes then serve its order. */
  readonly required?: true;
  readonly choices?: readonly { readonly value: string; readonly label: Label }[];
  /** HXL hashtag with attributes (hxlstandard.org), for CSV. */
  readonly hxl?: string;
  /** Of a point: SQL of longitude and latitude. */
  readonly lonLat?: readonly [string, string];
  /** Of a geometry: SQL of its box as double precision[]: west, south, east, north. */
  readonly box?: string;
  /** The value is read from a larger one that is fetched once for many columns. */
  readonly part?: { readonly of: string; readonly read: (whole: never) => unknown };
}

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows that may fit, by the text of their key, in the order asked for. */
interface Walked {
  /** `place`: from where a walk goes on behind the row; a text that only the set reads. */
  found: readonly { id: string; place: string }[];
  /** From where it goes on behind all of them; undefined at the end. */
  next: string | undefined;
}

/** Goes on behind a place, or begins; gives at most so many rows. */
export type Walk = (after: string | undefined, most: number) => Promise<Walked>;

/** What finds candidates of a filter, or their order, faster than SQL; each row is tested by the SQL besides. */
export interface Narrowing {
  /** SQL condition over the rows, with its values as `$1` and on; absent where the filter is left to the SQL. */
  whole?: { sql: string; values: readonly unknown[] };
  /**
   * The way through all candidates in the order of one column, what is empty first, and last when it goes down; undefined
   * for a column whose order nothing but the SQL knows.
   */
  walk?(order: Order): Walk | undefined;
}

/** One set of rows, declared once: lists, views, charts, files and feeds all come from it. */
export interface DataSet {
  /** Names the set in addresses and feeds: letters, digits and underscores, a letter first. */
  readonly id: string;
  readonly title: Label;
  readonly words: Catalogue;
  /** Table of the record behind a row, `schema.table`, as in the audit log. */
  readonly entity: string;
  /** Without it there is no such set. */
  readonly permission: string;
  /** Needed besides before rows leave as a file or in a feed, in the operation of each row. */
  readonly leaves?: string;
  /** SQL behind `from`; the row of the record is `t`. Its tables stand under row-level security. */
  readonly from: string;
  readonly where?: string;
  /** Values of `$1` and on in `from`, `where` and columns. */
  readonly values?: readonly unknown[];
  /** SQL of the operation of a row; null when rows belong to none. */
  readonly within: string | null;
  /** All rows belong to this operation. */
  readonly operationId?: string;
  readonly columns: readonly DataColumn[];
  /** Name of the column that tells rows apart. */
  readonly key: string;
  readonly order: readonly Order[];
  /** Column that a map shows. */
  readonly geometry?: string;
  /** Column that a feed narrows by time. */
  readonly time?: string;
  /** Screen of a record, with `:key` where the value of the key stands. */
  readonly screen?: string;
  narrow?(tx: Tx, filter: Filter | undefined): Promise<Narrowing | undefined>;
}

/** Data sets that come and go with data, such as one for each form. */
export interface DataSetFamily {
  /** Ids of the family begin with this. */
  readonly prefix: string;
  readonly permission: string;
  /** Those whose rows the actor may read. */
  list(tx: Tx, language: Language): Promise<DataSet[]>;
  find(tx: Tx, id: string, language: Language): Promise<DataSet | undefined>;
}

export type DataSetSource = DataSet | DataSetFamily;

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,127}$/;

/**
 * Checks a declaration. The same for every feed: names are plain, the key and the columns of the order are there, seen by
 * everybody and never null, so that pages neither skip nor repeat.
 * @throws Error with the name of the set and what is wrong
 */
export function defineDataSet(set: DataSet): DataSet {
  const wrong = (what: string) => new Error(`Data set ${set.id}: ${what}`);
  if (!NAME.test(set.id)) throw wrong('its id is no plain name');
  const names = new Set<string>();
  for (const { name } of set.columns) {
    if (!NAME.test(name)) throw wrong(`the column ${name} has no plain name`);
    if (names.has(name)) throw wrong(`two columns are called ${name}`);
    names.add(name);
  }
  for (const name of [set.key, ...set.order.map((o) => o.column)]) {
    const column = set.columns.find((c) => c.name === name);
    if (!column) throw wrong(`there is no column ${name}`);
    if (!column.required || (column.sensitivity ?? 'open') !== 'open')
      throw wrong(`${name} tells rows apart or orders them: it is required and open`);
  }
  for (const name of [set.geometry, set.time])
    if (name !== undefined && !names.has(name)) throw wrong(`there is no column ${name}`);
  return set;
}
