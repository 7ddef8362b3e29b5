import type { CatalogueColumn } from '#platform/db/catalogue.ts';

/** What kysely reads and writes for a Postgres type, as `createPool` parses it. */
interface TypePair {
  readonly read: string;
  readonly write: string;
}

const same = (type: string): TypePair => ({ read: type, write: type });
const TEXT = same('string');
const NUMBER = same('number');
const UNKNOWN: TypePair = { read: 'unknown', write: 'string' };

const TYPES: Readonly<Record<string, TypePair>> = {
  bool: same('boolean'),
  bytea: same('Buffer'),
  int2: NUMBER,
  int4: NUMBER,
  int8: NUMBER,
  float4: NUMBER,
  float8: NUMBER,
  oid: NUMBER,
  numeric: { read: 'string', write: 'number | string' },
  timestamptz: { read: 'Date', write: 'Date | string' },
  timestamp: { read: 'Date', write: 'Date | string' },
  // pg would send a JavaScript array as a Postgres array: JSON is written as text that was made on purpose.
  json: UNKNOWN,
  jsonb: UNKNOWN,
};

const TEXTUAL =
  /^(text|varchar|bpchar|char|name|uuid|citext|date|time|timetz|interval|inet|cidr|macaddr|xml|ltree|tsvector|.*range)$/;

function typeOf(column: CatalogueColumn): TypePair {
  const element = elementType(column);
  if (!column.isArray) return element;
  const array = (type: string): string => (/[|&]/.test(type) ? `(${type})[]` : `${type}[]`);
  return { read: array(element.read), write: array(element.write) };
}

function elementType(column: CatalogueColumn): TypePair {
  if (column.labels !== null) return same(column.labels.map((label) => `'${label}'`).join(' | '));
  if (TEXTUAL.test(column.type)) return TEXT;
  return TYPES[column.type] ?? UNKNOWN;
}

function renderColumn(column: CatalogueColumn): string {
  const { read, write } = typeOf(column);
  const orNull = column.nullable ? ' | null' : '';
  const value = `${read}${orNull}`;
  if (column.kind === 'view') return `ColumnType<${value}, never, never>`;
  if (column.fill === 'always') return `GeneratedAlways<${value}>`;
  const optional = column.nullable || column.fill === 'default' ? ' | undefined' : '';
  if (read === write) return column.fill === 'default' ? `Generated<${value}>` : value;
  return `ColumnType<${value}, ${write}${orNull}${optional}, ${write}${orNull}>`;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of `tables.gen.ts`: one interface for each table or view, and their map under `schema.table`. */
export function renderTables(schema: string, columns: readonly CatalogueColumn[]): string {
  const tables = [...new Set(columns.map((column) => column.table))];
  const interfaces = tables.map((table) => {
    const fields = columns
      .filter((column) => column.table === table)
      .map((column) => `  ${property(column.name)}: ${renderColumn(column)};`);
    return `export interface ${pascal(table)}Table {\n${fields.join('\n')}\n}\n`;
  });
  const map = tables.map((table) => `  '${schema}.${table}': ${pascal(table)}Table;`);
  const body = [...interfaces, `export type ${pascal(schema)}Tables = {\n${map.join('\n')}\n};\n`].join('\n');
  const helpers = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => body.includes(`${name}<`));
  const imports = helpers.length === 0 ? '' : `import type { ${helpers.join(', ')} } from 'kysely';\n\n`;
  return `// Written by tools/gen-tables.ts from the migrations of this slice; edit those.\n${imports}${body}`;
}

function property(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `'${name}'`;
}
