import type { Pool } from 'pg';
import { chainHash, chainStart } from '../domain/entry.ts';
import { edgeRoot, emptyEdge, extendEdge, leafHash } from '../domain/merkle.ts';
import { checkpointText, type Signer, signNote } from '../domain/note.ts';

/** The tables of the log as values; bytes in Postgres's hexadecimal notation. */
export interface EntryModel {
  id: number;
  seq: number;
  at: string;
  actor_id: string | null;
  action: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  prev_hash: string;
  hash: string;
  body: string;
}
interface HeadModel {
  entity: string;
  entity_id: string;
  seq: number;
  prev_hash: string;
  hash: string;
}
interface LeafModel {
  index: number;
  entry_id: number;
  hash: string;
}
interface CheckpointModel {
  size: number;
  root: string;
  edge: string[];
  note: string;
  at: string;
}
export interface LogModel {
  entry: EntryModel[];
  head: HeadModel[];
  pending: { entry_id: number }[];
  leaf: LeafModel[];
  checkpoint: CheckpointModel[];
  witness: string;
}

const tables = ['entry', 'head', 'pending', 'leaf', 'checkpoint'] as const;
const order = { entry: 'id', head: 'entity_id', pending: 'entry_id', leaf: 'index', checkpoint: 'size' };

export async function loadLog(superuser: Pool, witness: string): Promise<LogModel> {
  const model: Record<string, unknown> = { witness };
  for (const table of tables) {
    const { rows } = await superuser.query(
      `select coalesce(jsonb_agg(to_jsonb(x) order by x.${order[table]}), '[]') as list from audit.${table} x`,
    );
    model[table] = rows[0].list;
  }
  return model as unknown as LogModel;
}

/** Puts the model in place of all that is stored, as somebody with full power over the database could. */
export async function storeLog(superuser: Pool, model: LogModel): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(tables.map((table) => `delete from audit.${table}`).join(';'));
    for (const table of tables) {
      await client.query(
        `insert into audit.${table} overriding system value select * from jsonb_populate_recordset(null::audit.${table}, $1)`,
        [JSON.stringify(model[table])],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export const toHex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
const fromHex = (text: string): Buffer => Buffer.from(text.slice(2), 'hex');

/** Makes the chain of a record and its head whole again after a change. */
export function rechain(model: LogModel, entity: string, entityId: string): void {
  const own = model.entry
    .filter((e) => e.entity === entity && e.entity_id === entityId)
    .sort((a, b) => a.id - b.id);
  let previous: Buffer = chainStart;
  own.forEach((entry, index) => {
    entry.seq = index + 1;
    entry.prev_hash = toHex(previous);
    previous = chainHash(previous, entry.seq, entry.body);
    entry.hash = toHex(previous);
  });
  const last = own.at(-1);
  model.head = model.head.filter((head) => head.entity !== entity || head.entity_id !== entityId);
  if (last) {
    const { seq, prev_hash, hash } = last;
    model.head.push({ entity, entity_id: entityId, seq, prev_hash, hash });
  }
}

/** Recomputes leaves from their entries and numbers them anew. */
export function releaf(model: LogModel): void {
  const hashes = new Map(model.entry.map((entry) => [entry.id, entry.hash]));
  model.leaf = model.leaf.filter((leaf) => hashes.has(leaf.entry_id));
  model.leaf.forEach((leaf, index) => {
    leaf.index = index;
    leaf.hash = toHex(leafHash(fromHex(hashes.get(leaf.entry_id)!)));
  });
}

/** Recomputes the checkpoints from the leaves; a note only where there is a key to sign it with. */
export function reseal(model: LogModel, signer?: Signer): void {
  for (const checkpoint of model.checkpoint) {
    checkpoint.size = Math.min(checkpoint.size, model.leaf.length);
    const leaves = model.leaf.slice(0, checkpoint.size).map((leaf) => fromHex(leaf.hash));
    const edge = extendEdge(emptyEdge, leaves);
    const root = edgeRoot(edge);
    checkpoint.root = toHex(root);
    checkpoint.edge = edge.nodes.map(toHex);
    if (signer)
      checkpoint.note = signNote(
        checkpointText({ origin: signer.name, size: checkpoint.size, root }),
        signer,
      );
  }
  model.checkpoint = model.checkpoint.filter((c, i, all) => all.findIndex((d) => d.size === c.size) === i);
}
