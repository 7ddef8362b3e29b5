import type { FieldClass } from '#platform/http/module.ts';

type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * What the catalogue shows against the classes that slices declare for their fields, as one sentence each: a restricted
 * field is a column of `<table>_restricted` and of no other; a sealed one is a row of `<table>_sealed`, whose policy asks
 * for a stated purpose; both tables force row-level security.
 */
export async function findOpenFields(
  query: Query,
  fields: Readonly<Record<string, Readonly<Record<string, FieldClass>>>>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [table, classes] of Object.entries(fields)) {
    const columns = await query<{ name: string; column: string; forced: boolean }>(
      `select c.oid::regclass::text name, a.attname "column", c.relrowsecurity and c.relforcerowsecurity forced
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.oid in (to_regclass($1), to_regclass($1 || '_restricted'), to_regclass($1 || '_sealed'))`,
      [table],
    );
    const plain = (name: string): string => name.replaceAll('"', '');
    const stands = (suffix: string, column: string): boolean =>
      columns.some((one) => plain(one.name) === table + suffix && one.column === column && one.forced);
    for (const [field, kind] of Object.entries(classes)) {
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (kind !== 'open' && columns.some((one) => plain(one.name) === table && one.column === column))
        found.push(`${table}.${column} is ${kind} and stands in the open table.`);
      if (kind === 'restricted' && !stands('_restricted', column))
        found.push(`${table}.${column} is restricted and no column of ${table}_restricted.`);
      if (kind === 'sealed' && !stands('_sealed', 'field'))
        found.push(`${table}.${column} is sealed and ${table}_sealed holds no fields by name.`);
    }
    if (!Object.values(classes).includes('sealed')) continue;
    const policies = await query<{ qual: string | null }>(
      `select qual from pg_policies where schemaname || '.' || tablename = $1 and cmd in ('SELECT', 'ALL')
         and permissive = 'PERMISSIVE' and 'sojourn_app' = any(roles)`,
      [`${table}_sealed`],
    );
    if (policies.length === 0 || policies.some(({ qual }) => !qual?.includes('access.revealed_fields')))
      found.push(`A policy shows ${table}_sealed without a stated purpose.`);
  }
  return found;
}
