import { Client } from 'pg';
import { copyOut, int8, readBytes, readLatin1, readNumber, readText } from './copy-out.ts';

/** Reads the audit log whole, past all policies, in one snapshot. */
export interface LogReader {
  client: Client;
  close(): Promise<void>;
}

/**
 * Connects as the owner of the database (or a superuser), never as the application. No function or operator is looked
 * up outside pg_catalog, and joins go along the indexes: memory stays flat on both sides.
 */
export async function openLogReader(ownerUrl: string): Promise<LogReader> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'sojourn audit verify' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `set local search_path = pg_catalog; set local statement_timeout = 0; set local jit = off;
       set local idle_in_transaction_session_timeout = 0;
       set local enable_hashjoin = off; set local enable_nestloop = off; set local enable_sort = off`,
    );
  } catch (error) {
    await client.end();
    throw error;
  }
  return { client, close: () => client.end() };
}

/** An entry with its place in the Merkle log, as stored. Hashes are strings of one character for each byte. */
export interface StoredEntry {
  id: number;
  seq: number;
  /** Microseconds since 2000-01-01 UTC, the database's own count. */
  at: number;
  /** -1 without a leaf. */
  leafIndex: number;
  leafHash: string;
  pending: boolean;
  hash: string;
  previous: string;
  /** What the hash is taken over: previous hash, number, text; in one piece. Valid during the visit only. */
  link: Buffer;
  /** What the leaf's hash is taken over: 0x00 and the hash. Valid during the visit only. */
  leaf: Buffer;
  text: string;
  /** The columns copied out of the text: actor, action, entity, office, operation, record, parted by U+001F. */
  columns: string;
}

/** A share of the records: those whose key falls on `index` of `of`. */
export interface Part {
  index: number;
  of: number;
}

const inPart = (column: string, { index, of }: Part): string =>
  of > 1 ? `where abs(hashtext(${column})::bigint) % ${Number(of)} = ${Number(index)}` : '';

/** All entries of a part in the order of their ids. */
export function scanEntries(
  { client }: LogReader,
  part: Part,
  visit: (entry: StoredEntry) => void,
): Promise<void> {
  const query = `
    select e.id, coalesce(l.index, -1), (p.entry_id is not null)::int::bigint, timestamptz_send(e.at), l.hash, '\\x00'::bytea || coalesce(e.hash, ''),
      octet_length(e.prev_hash)::bigint,
      coalesce(e.prev_hash, '') || int8send(coalesce(e.seq, 0)) || convert_to(coalesce(e.body, ''), 'UTF8'),
      concat(e.actor_id, E'\\x1f', e.action, E'\\x1f', e.entity, E'\\x1f', e.office_id, E'\\x1f', e.operation_id, E'\\x1f',
        e.entity_id)
    from audit.entry e
    left join audit.leaf l on l.entry_id = e.id
    left join audit.pending p on p.entry_id = e.id
    ${inPart('e.entity_id', part)}
    order by e.id`;
  return copyOut(client, query, (row) => {
    const id = readNumber(row);
    const leafIndex = readNumber(row);
    const pending = readNumber(row) === 1;
    const at = readNumber(row);
    const leafHash = readLatin1(row);
    const leaf = readBytes(row);
    const split = readNumber(row);
    const link = readBytes(row);
    const columns = readText(row);
    const hash = leaf.toString('latin1', 1, leaf.length);
    const previous = link.toString('latin1', 0, split);
    const text = link.toString('utf8', split + 8, link.length);
    visit({
      id,
      seq: int8(link, split),
      at,
      leafIndex,
      leafHash,
      pending,
      hash,
      previous,
      link,
      leaf,
      text,
      columns,
    });
  });
}

export interface StoredLeaf {
  index: number;
  entryId: number;
  hash: Buffer;
}

/** All leaves in the order of the Merkle log. */
export function scanLeaves({ client }: LogReader, visit: (leaf: StoredLeaf) => void): Promise<void> {
  const query = 'select l.index, l.entry_id, l.hash from audit.leaf l order by l.index';
  return copyOut(client, query, (row) => {
    visit({ index: readNumber(row), entryId: readNumber(row), hash: Buffer.from(readBytes(row)) });
  });
}

export interface StoredHead {
  entity: string;
  entityId: string;
  seq: number;
  hash: string;
}

/** The heads of all records of a part, in no order. */
export function scanHeads(
  { client }: LogReader,
  part: Part,
  visit: (head: StoredHead) => void,
): Promise<void> {
  const query = `select h.entity, h.entity_id, h.seq, h.hash from audit.head h ${inPart('h.entity_id', part)}`;
  return copyOut(client, query, (row) => {
    visit({ entity: readText(row), entityId: readText(row), seq: readNumber(row), hash: readLatin1(row) });
  });
}

export interface StoredCheckpoint {
  size: number;
  root: Buffer;
  /** The nodes of the edge in one piece. */
  edge: Buffer;
  note: string;
}

/** All checkpoints by size. */
export async function readCheckpoints({ client }: LogReader): Promise<StoredCheckpoint[]> {
  const found: StoredCheckpoint[] = [];
  const query = `
    select c.size, c.root, (select string_agg(u.node, ''::bytea order by u.n) from unnest(c.edge) with ordinality u(node, n)),
      c.note
    from audit.checkpoint c order by c.size`;
  await copyOut(client, query, (row) => {
    const size = readNumber(row);
    const root = Buffer.from(readBytes(row));
    found.push({ size, root, edge: Buffer.from(readBytes(row)), note: readText(row) });
  });
  return found;
}

/** How many rows there are: for the plan of the run, and to know that no row escaped it. */
export async function countLog({ client }: LogReader): Promise<{ heads: number; pending: number }> {
  const counts = { heads: 0, pending: 0 };
  const query = 'select (select count(*) from audit.head), (select count(*) from audit.pending)';
  await copyOut(client, query, (row) => {
    counts.heads = readNumber(row);
    counts.pending = readNumber(row);
  });
  return counts;
}

/** Leaves and queue entries whose entry is gone: asked for only when the counts disagree. */
export async function listOrphans({ client }: LogReader): Promise<{ entryId: number; leafIndex: number }[]> {
  const found: { entryId: number; leafIndex: number }[] = [];
  const query = `
    select x.entry_id, x.index
    from (select l.entry_id, l.index from audit.leaf l union all select p.entry_id, -1 from audit.pending p) x
    where not exists (select from audit.entry e where e.id = x.entry_id) order by x.index, x.entry_id limit 1000`;
  await client.query('set local enable_hashjoin = on');
  await copyOut(client, query, (row) => {
    found.push({ entryId: readNumber(row), leafIndex: readNumber(row) });
  });
  await client.query('set local enable_hashjoin = off');
  return found;
}
