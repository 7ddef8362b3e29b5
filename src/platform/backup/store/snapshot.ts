import { Client } from 'pg';
import { MIGRATION_LOCK } from '#platform/db/migrate/migrate.ts';
import { schemaOf } from '#platform/db/slices.ts';
import { SWEEP_LOCK } from '#platform/files/store/content.ts';
import type { RootNote } from '#platform/vault/root-key.ts';
import type { Opening, Table } from '../manifest.ts';
import { COPY_SETTINGS, listTables, QUEUE_SCHEMA, refuseHiddenRows } from './tables.ts';

/** One moment of the database, past all policies, beside whoever writes. */
export interface Snapshot {
  client: Client;
  schemas: string[];
  tables: Table[];
  migrations: Opening['migrations'];
  close(): Promise<void>;
}

/** A connection past all policies, for as long as a backup or a restore takes. */
export type OwnerClient = Client;

export async function connectOwner(ownerUrl: string, name: string): Promise<OwnerClient> {
  // Files may be written for hours while it is silent.
  const client = new Client({ connectionString: ownerUrl, application_name: name, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Opens the snapshot. From before it until `close` no content is swept away, so the file of every row is there. */
export async function openSnapshot(ownerUrl: string): Promise<Snapshot> {
  const client = await connectOwner(ownerUrl, 'sojourn backup');
  try {
    // Tables do not change their shape while they are read: an upgrade that starts meanwhile waits for the end.
    await client.query('select pg_advisory_lock_shared($1), pg_advisory_lock_shared($2)', [
      MIGRATION_LOCK,
      SWEEP_LOCK,
    ]);
    await client.query('begin isolation level repeatable read read only');
    await client.query(COPY_SETTINGS);
    const applied = await client.query<{ slice: string; name: string; checksum: string }>(
      'select slice, name, checksum from platform.migration order by slice, name',
    );
    const slices = new Set(applied.rows.map((row) => row.slice));
    const schemas = [...Array.from(slices, schemaOf), QUEUE_SCHEMA];
    await refuseHiddenRows(client, schemas);
    return {
      client,
      schemas,
      tables: await listTables(client, schemas),
      migrations: applied.rows.map((row) => [`${row.slice}/${row.name}`, row.checksum]),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

const PAGE = 10_000;

/** Hashes of all contents, in their order. */
export async function* listContents({ client }: Snapshot): AsyncGenerator<Buffer, void, undefined> {
  for (let after: Buffer = Buffer.alloc(0); ; ) {
    const { rows } = await client.query<{ sha256: Buffer }>(
      'select sha256 from files.blob where sha256 > $1 order by sha256 limit $2',
      [after, PAGE],
    );
    for (const { sha256 } of rows) yield sha256;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.sha256;
  }
}

/** The root key of sealed values, by its fingerprint; null where nothing was ever sealed. */
export async function findRootNote({ client, schemas }: Snapshot): Promise<RootNote | null> {
  if (!schemas.includes('vault')) return null;
  const { rows } = await client.query<RootNote>(
    'select id, source, kdf from vault.root where retired_at is null',
  );
  return rows[0] ?? null;
}

/** Note of the last signed state of the audit log. */
export async function lastCheckpoint({ client }: Snapshot): Promise<string | null> {
  const { rows } = await client.query<{ note: string }>(
    'select note from audit.checkpoint order by size desc limit 1',
  );
  return rows[0]?.note ?? null;
}
