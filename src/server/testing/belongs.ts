import { createHash } from 'node:crypto';
import type { TestServer } from '#platform/http/testing.ts';
import { type Belongings, tablesOf } from './swap.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What the product writes by itself: when a session was last used, and the sealing of the log. */
const OWN_WORK = new Set([
  'audit.head',
  'audit.pending',
  'audit.leaf',
  'audit.checkpoint',
  'identity.session',
  'forms.unsorted',
]);

/** What in a text tells of a side: its mark or an identifier. Offices do not: everybody signed in sees their chart. */
export function tellsOf(of: Belongings): (text: string, sent?: readonly string[]) => string | undefined {
  const ids = new Set([...of.ids].flatMap(([table, own]) => (table === 'access.office' ? [] : own)));
  const mark = new RegExp(of.mark, 'i');
  return (text, sent = []) => {
    const found = text.match(UUID)?.find((id) => ids.has(id) && !sent.includes(id));
    if (found) return found;
    return mark.exec(text)?.[0];
  };
}

/** Where somebody's own wish may name what they cannot see, as it may name what is not there; nobody else reads it. */
const WISHES: Record<string, string> = { 'identity.api_token': 'account_id', 'forms.export': 'account_id' };

/**
 * A digest of every row that speaks of a side, by table: of its own rows, and of any that names one of them, but for the
 * wishes of others and the words of the log.
 */
export async function digests(server: TestServer, of: Belongings): Promise<Record<string, string>> {
  const tells = tellsOf(of);
  const all: Record<string, string> = {};
  for (const { name } of await tablesOf(server)) {
    if (OWN_WORK.has(name)) continue;
    const whose = WISHES[name];
    const rows = await server.database.ownerQuery<{ t: string }>(
      `select ${name === 'audit.entry' ? `(to_jsonb(t) - 'body')::text` : 't::text'} t from ${name} t
       ${whose ? `where ${whose} = any($1::uuid[])` : 'where $1::uuid[] is not null'}`,
      [of.ids.get('identity.account') ?? []],
    );
    const own = rows.map(({ t }) => t).filter((t) => tells(t));
    all[name] =
      `${own.length} rows, ${createHash('sha256').update(own.sort().join('\n')).digest('hex').slice(0, 16)}`;
  }
  return all;
}
