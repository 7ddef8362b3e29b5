import type { ColumnPart } from '../contract/filter.ts';
import type { Checked } from '../domain/checked.ts';
import type { ValueKind } from '../domain/values.ts';

/** What a condition needs to know of a column, as SQL. */
export interface SqlColumn {
  sql: string;
  kind: string;
  lonLat?: readonly [string, string];
  box?: string;
}

/** Gathers values and gives each its place; no value of a caller ever becomes text of a statement. */
export class Values {
  readonly list: unknown[];
  constructor(first: readonly unknown[] = []) {
    this.list = [...first];
  }
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
  /** SQL that counts its own values from `$1`, moved behind those that are here. */
  shift(sql: string, values: readonly unknown[]): string {
    const from = this.list.length;
    this.list.push(...values);
    return sql.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + from}`);
  }
}

const CAST: Record<ValueKind, string> = {
  text: 'text',
  integer: 'numeric',
  decimal: 'float8',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  uuid: 'uuid',
};

const castOf = (kind: ValueKind, value: unknown): string =>
  kind === 'integer' && Number.isSafeInteger(value) ? 'bigint' : CAST[kind];

function partOf(column: SqlColumn, part: ColumnPart | undefined): string {
  const day = column.kind === 'datetime' ? `(${column.sql} at time zone 'utc')` : column.sql;
  switch (part) {
    case undefined:
      return column.sql;
    case 'lower':
    case 'upper':
      return `${part}(${column.sql})`;
    case 'date':
      return `${day}::date`;
    default:
      return `extract(${part} from ${day})::int`;
  }
}

const SIGN = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };

/**
 * A checked filter as a condition. A comparison with what is empty is false, its opposite true (OData 4.01 part 2,
 * 5.1.1.1), so that `not` means the same as in a language of two truth values.
 */
export function whereSql(filter: Checked, columns: ReadonlyMap<string, SqlColumn>, values: Values): string {
  const write = (one: Checked, negated: boolean): string => {
    switch (one.op) {
      case 'and':
      case 'or':
        return one.of.length === 0
          ? String(one.op === 'and')
          : `(${one.of.map((p) => write(p, negated)).join(` ${one.op} `)})`;
      case 'not':
        return `not ${write(one.of, true)}`;
      default: {
        const sql = leafSql(one, columns.get(one.column)!, values);
        return negated ? `coalesce(${sql}, false)` : `(${sql})`;
      }
    }
  };
  return write(filter, false);
}

type Leaf = Exclude<Checked, { of: unknown }>;

function leafSql(one: Leaf, column: SqlColumn, values: Values): string {
  switch (one.op) {
    case 'filled':
      return `${column.kind === 'point' ? column.lonLat![0] : column.sql} is ${one.filled ? 'not ' : ''}null`;
    case 'has':
      return `${values.add(one.value)}::text = any(${column.sql})`;
    case 'box':
      return boxSql(column, one.box, values);
    case 'in':
      return inSql(one, column, values);
    case 'contains':
      return `strpos(${partOf(column, one.part)}, ${values.add(one.value)}::text) > 0`;
    case 'startsWith':
      return `starts_with(${partOf(column, one.part)}, ${values.add(one.value)}::text)`;
    case 'endsWith': {
      const place = values.add(one.value);
      return `right(${partOf(column, one.part)}, length(${place}::text)) = ${place}::text`;
    }
    default: {
      const left = partOf(column, one.part);
      // An order against nothing is false, whatever the value.
      if (one.value === null) return 'false';
      const right = `${values.add(one.value)}::${castOf(one.kind, one.value)}`;
      return one.op === 'ne' ? `${left} is distinct from ${right}` : `${left} ${SIGN[one.op]} ${right}`;
    }
  }
}

function inSql(one: Extract<Checked, { op: 'in' }>, column: SqlColumn, values: Values): string {
  const left = partOf(column, one.part);
  const given = one.values.filter((v) => v !== null);
  const cast = CAST[one.kind];
  const among =
    given.length === 0 ? 'false' : `${left} = any(${values.add(given.map(String))}::text[]::${cast}[])`;
  return given.length === one.values.length ? among : `(${among} or ${left} is null)`;
}

function boxSql(column: SqlColumn, box: readonly number[], values: Values): string {
  const [west, south, east, north] = box.map((degree) => `${values.add(degree)}::float8`);
  const crossing = box[0]! > box[2]!;
  if (column.lonLat) {
    const [lon, lat] = column.lonLat;
    const across = crossing
      ? `(${lon} >= ${west} or ${lon} <= ${east})`
      : `${lon} between ${west} and ${east}`;
    return `${lat} between ${south} and ${north} and ${across}`;
  }
  const own = column.box!;
  const across = crossing
    ? `((${own})[3] >= ${west} or (${own})[1] <= ${east})`
    : `(${own})[3] >= ${west} and (${own})[1] <= ${east}`;
  return `(${own})[4] >= ${south} and (${own})[2] <= ${north} and ${across}`;
}
