import { randomUUID } from 'node:crypto';
import { appendFile, chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import type { Actor } from '#platform/db/tx.ts';
import { audit } from './audit.ts';
import { sealBatch } from './batch.ts';
import { edgeRoot, emptyEdge, extendEdge, leafHash } from './domain/merkle.ts';
import { openCheckpoint } from './domain/note.ts';
import { sealAll } from './jobs.ts';
import { openKeyring } from './signer.ts';
import { appendWitness, readWitness, splitNotes, witnessedSize, witnessPath } from './witness.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let dataDir: string;
const now = new Date('2026-11-21T10:00:00Z');
const writer: Actor = { accountId: randomUUID(), kind: 'person', permissions: null, requestId: 'r' };
const job: Actor = { accountId: null, kind: 'job', permissions: [], requestId: 'j' };

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-audit-'));
  await database.ownerQuery(`do $$ begin
    set local session_replication_role = replica;
    delete from audit.entry; delete from audit.head; delete from audit.pending; delete from audit.leaf; delete from audit.checkpoint;
  end $$`);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function write(count: number): Promise<void> {
  await database.db.withActor(writer, async (tx) => {
    for (let i = 0; i < count; i += 1) {
      const record = { entity: 'access.office', entityId: randomUUID() };
      await audit(tx, writer, { action: 'access.office_changed', ...record, at: now });
    }
  });
}
const seal = async (options: { most?: number; witnessed?: number } = {}) => {
  const keyring = await openKeyring(dataDir);
  return database.db.withActor(job, (tx) => sealBatch(tx, { keyring, now, witnessed: 0, ...options }));
};
const notes = async () => splitNotes((await readWitness(witnessPath(dataDir))) ?? '').notes;

describe('sealBatch', () => {
  it('is refused to anybody but a job', async () => {
    await write(1);
    const keyring = await openKeyring(dataDir);
    const attempt = database.db.withActor(writer, (tx) => sealBatch(tx, { keyring, now, witnessed: 0 }));
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('does nothing while another server seals, and nothing without entries', async () => {
    expect(await seal()).toBe(0);
    await write(2);
    await database.db.withActor(job, async (tx) => {
      const keyring = await openKeyring(dataDir);
      expect(await sealBatch(tx, { keyring, now, witnessed: 0 })).toBe(2);
      expect(await seal()).toBe(0);
    });
    expect(await seal()).toBe(0);
  });

  it('does not sign on top of what its key did not sign', async () => {
    await write(3);
    await seal();
    await write(1);
    const tamper = (change: string) =>
      database.ownerQuery(
        `do $$ begin set local session_replication_role = replica; update audit.checkpoint set ${change}; end $$`,
      );
    await tamper(`edge = array[sha256('x'), sha256('y')]`);
    await expect(seal()).rejects.toThrow(/not what was signed/);
    await tamper(`note = replace(note, E'\\n3\\n', E'\\n4\\n')`);
    await expect(seal()).rejects.toThrow(/not signed by a known key/);
  });

  it('does not go on from a database that was rolled back', async () => {
    await write(1);
    await expect(seal({ witnessed: 5 })).rejects.toThrow(
      /holds 0 sealed entries, but its witness has seen 5/,
    );
  });

  it('seals in batches under checkpoints that name the root of all leaves', async () => {
    await write(10);
    expect([await seal({ most: 4 }), await seal({ most: 4 }), await seal({ most: 4 })]).toEqual([4, 4, 2]);
    const entries = await database.ownerQuery<{ hash: Buffer }>('select hash from audit.entry order by id');
    const checkpoints = await database.ownerQuery<{ size: number; note: string }>(
      'select size, note from audit.checkpoint order by size',
    );
    const { verifiers } = await openKeyring(dataDir);
    for (const { size, note } of checkpoints) {
      const leaves = entries.slice(0, size).map((entry) => leafHash(entry.hash));
      expect(openCheckpoint(note, verifiers)).toMatchObject({
        size,
        root: edgeRoot(extendEdge(emptyEdge, leaves)),
      });
    }
    expect(checkpoints.map(({ size }) => size)).toEqual([4, 8, 10]);
    expect(await database.ownerQuery('select 1 from audit.pending')).toEqual([]);
  });
});

describe('the witness', () => {
  it('takes no checkpoint of an unknown key', async () => {
    const { verifiers } = await openKeyring(dataDir);
    await expect(appendWitness(witnessPath(dataDir), ['forged'], verifiers)).rejects.toThrow(/not signed/);
    expect(await readWitness(witnessPath(dataDir))).toBeUndefined();
  });

  it('gets every checkpoint once, also those that a crash kept from it', async () => {
    await write(1);
    await seal();
    await write(1);
    expect(await sealAll(database.db, dataDir, now)).toBe(1);
    expect(await sealAll(database.db, dataDir, now)).toBe(0);
    expect((await notes()).length).toBe(2);
    expect(await witnessedSize(witnessPath(dataDir))).toBe(2);
  });

  it('drops a note that a crash tore and writes it again', async () => {
    for (let i = 0; i < 3; i += 1) {
      await write(1);
      await sealAll(database.db, dataDir, now);
    }
    const path = witnessPath(dataDir);
    const whole = await readFile(path, 'utf8');
    const bytes = Buffer.byteLength(whole);
    for (const torn of [1, 20, 60, 110, 150]) {
      await writeFile(path, whole);
      await truncate(path, bytes - torn);
      expect(await witnessedSize(path)).toBe(2);
      await sealAll(database.db, dataDir, now);
      expect(await readFile(path, 'utf8')).toBe(whole);
    }
    await appendFile(path, 'rubbish');
    expect(splitNotes((await readWitness(path))!)).toMatchObject({ strayCharacters: 7 });
  });

  it('is ahead of a database that lost its last checkpoint: nothing more is sealed', async () => {
    await write(1);
    await sealAll(database.db, dataDir, now);
    await database.ownerQuery(
      'do $$ begin set local session_replication_role = replica; delete from audit.checkpoint; end $$',
    );
    await write(1);
    await expect(sealAll(database.db, dataDir, now)).rejects.toThrow(/sojourn audit verify/);
  });
});

describe('the keyring', () => {
  it('is made once, readable by its owner alone, even when several servers start together', async () => {
    const rings = await Promise.all(Array.from({ length: 5 }, () => openKeyring(dataDir)));
    expect(new Set(rings.map((ring) => ring.signer.verifierKey)).size).toBe(1);
    expect((await stat(join(dataDir, 'audit-signing-key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('keeps knowing the keys before the current one', async () => {
    await write(1);
    await seal();
    const before = await openKeyring(dataDir);
    await rm(join(dataDir, 'audit-signing-key.pem'));
    const after = await openKeyring(dataDir);
    expect(after.signer.verifierKey).not.toBe(before.signer.verifierKey);
    expect(after.verifiers.length).toBe(2);
    await write(1);
    expect(await seal()).toBe(1);
  });

  it('says so when the key is no key', async () => {
    const path = join(dataDir, 'audit-signing-key.pem');
    await writeFile(path, 'nonsense');
    await chmod(path, 0o600);
    await expect(openKeyring(dataDir)).rejects.toThrow();
  });
});
