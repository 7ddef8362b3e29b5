import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '#platform/db/testing/child.ts';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { changeRoot } from './change-root.ts';
import { vaultActor } from './data-key.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { countRemaining } from './reseal.ts';
import { rotate } from './rotate.ts';
import { openText, sealText } from './sealed-column.ts';
import type { SealedStore } from './sealed-store.ts';
import { destroyKey, startRotation } from './service.ts';
import { addPeople, secretColumn } from './testing/people.ts';
import { createVault, keyIdOf, type Vault } from './vault.ts';
import { verifySealed } from './verify.ts';

const LONG = 180_000;
const actor = vaultActor('test');
let database: TestDatabase;
let dataDir: string;
let keyring: Keyring;
let vault: Vault;
const opened: Keyring[] = [];

beforeEach(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-vault-'));
  keyring = await open();
  vault = createVault(keyring);
});
afterEach(async () => {
  for (const ring of opened.splice(0)) ring.close();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(stores: SealedStore[] = []): Promise<Keyring> {
  const ring = createKeyring();
  opened.push(ring);
  await ring.open({ db: database.db, dataDir, rootKey: {}, columns: [secretColumn], stores });
  return ring;
}
const by = (ring: Keyring, stores: SealedStore[] = []) => ({
  db: database.db,
  keyring: ring,
  stores,
  actor,
  signal: new AbortController().signal,
  graceMs: 0,
});
const start = () => database.db.withActor(actor, (tx) => startRotation(tx, actor, new Date()));
const constraint = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );

/** Accounts with a sealed secret each, which says whose it is. */
async function fill(count: number): Promise<string[]> {
  const ids = await addPeople(database, count);
  await database.ownerQuery(
    `update identity.credential c set totp_sealed = n.sealed
     from unnest($1::uuid[], $2::bytea[]) n(id, sealed) where c.account_id = n.id`,
    [ids, ids.map((id) => sealText(vault, secretColumn, id, `secret of ${id}`))],
  );
  return ids;
}
const stored = () =>
  database.ownerQuery<{ id: string; sealed: Buffer }>(
    'select account_id as id, totp_sealed as sealed from identity.credential where totp_sealed is not null order by 1',
  );
async function expectAllOpen(count: number): Promise<void> {
  await keyring.refresh();
  const rows = await stored();
  expect(rows).toHaveLength(count);
  for (const { id, sealed } of rows) expect(openText(vault, secretColumn, id, sealed)).toContain(id);
}

test('a rotation seals all anew under a new key; the old one rests, then goes on request only', async () => {
  await fill(1200);
  const before = vault.activeKeyId('test.secret');
  expect(await countRemaining(by(keyring))).toBe(0);
  await start();
  expect(await constraint(start())).toBe('rotation__one_at_a_time');
  expect(await rotate(by(keyring))).toBe(0);
  const after = vault.activeKeyId('test.secret');
  expect(after).not.toBe(before);
  expect(new Set((await stored()).map(({ sealed }) => keyIdOf(sealed)))).toEqual(new Set([after]));
  await expectAllOpen(1200);
  expect(await verifySealed(by(keyring))).toEqual([
    { place: 'identity.credential.totp_sealed', purpose: 'test.secret', opened: 1200, closed: [] },
  ]);
  const [row] = await database.ownerQuery<{ finished_at: Date }>('select finished_at from vault.rotation');
  expect(row!.finished_at).not.toBeNull();

  const destroy = (id: string) =>
    constraint(
      database.db.withActor(actor, (tx) =>
        destroyKey(tx, actor, { id, reason: 'test', stores: [] }, new Date()),
      ),
    );
  expect(await destroy(after)).toBe('key__retired_before_destroyed');
  expect(await destroy(before)).toBe('key__rested_before_destroyed');
  await database.ownerQuery(`update vault.key set retired_at = now() - interval '2 hours' where id = $1`, [
    before,
  ]);
  const person = { ...actor, kind: 'person', accountId: (await stored())[0]!.id } as const;
  await expect(
    database.db.withActor(person, (tx) =>
      destroyKey(tx, person, { id: before, reason: 'test', stores: [] }, new Date()),
    ),
  ).rejects.toThrow(/only those who rotate keys/);
  expect(await destroy(before)).toBe('done');
  await keyring.refresh();
  expect(() => keyring.byId(before)).toThrow('is not known');
});

test('a key under which something stands is not destroyed; what another server sealed late is taken by the next walk', async () => {
  const [late, ...others] = await fill(30);
  const stale = vault.seal(
    'test.secret',
    `identity.credential.totp_sealed:${late}`,
    Buffer.from(`late ${late}`),
  );
  await start();
  await rotate(by(keyring));
  await database.ownerQuery('update identity.credential set totp_sealed = $2 where account_id = $1', [
    late,
    stale,
  ]);
  const old = keyIdOf(stale)!;
  await database.ownerQuery(`update vault.key set retired_at = now() - interval '2 hours' where id = $1`, [
    old,
  ]);
  expect(
    await constraint(
      database.db.withActor(actor, (tx) =>
        destroyKey(tx, actor, { id: old, reason: 'test', stores: [] }, new Date()),
      ),
    ),
  ).toBe('key__unused_before_destroyed');
  expect(await countRemaining(by(keyring))).toBe(1);
  expect(await rotate(by(keyring))).toBe(0);
  await expectAllOpen(others.length + 1);
});

test('a value that no key opens is left, named, and does not hold the rotation up', async () => {
  const [hurt] = await fill(40);
  await database.ownerQuery(
    'update identity.credential set totp_sealed = set_byte(totp_sealed, 40, get_byte(totp_sealed, 40) # 1) where account_id = $1',
    [hurt],
  );
  await start();
  expect(await rotate(by(keyring))).toBe(1);
  const [found] = await verifySealed(by(keyring));
  expect(found).toMatchObject({ opened: 39, closed: [hurt] });
  await start();
});

test('the database takes only a sealed value for a sealed value, and from jobs alone', async () => {
  const { rawQuery } = await import('#platform/db/tx.ts');
  const [id] = await fill(1);
  const { sealed } = (await stored())[0]!;
  const replace = (who: typeof actor, anew: Buffer, table = 'identity.credential') =>
    constraint(
      database.db.withActor(who, (tx) =>
        rawQuery(tx, 'select vault.replace_sealed($1, $2, $3, $4, $5)', [
          table,
          'totp_sealed',
          [id],
          [sealed],
          [anew],
        ]),
      ),
    );
  expect(await replace(actor, Buffer.alloc(sealed.length))).toBe('vault__sealed_for_sealed');
  expect(await replace(actor, sealed, 'identity.account')).toMatch(/no rows/);
  expect(await replace({ ...actor, kind: 'person', accountId: id! }, sealed)).toMatch(/only a job/);
  const person = { ...actor, kind: 'person', accountId: id! } as const;
  for (const call of [
    `vault.list_sealed('identity.credential', 'totp_sealed', null, 10, null)`,
    'vault.count_sealed()',
  ])
    expect(
      await constraint(database.db.withActor(person, (tx) => rawQuery(tx, `select * from ${call}`))),
    ).toMatch(/only a job/);
});

test('contents outside of columns are sealed anew through their hook, by two servers at once, once over', async () => {
  const contents = new Map<string, Buffer>();
  let seals = 0;
  const storeOf = (own: () => Vault): SealedStore => ({
    name: 'test.store',
    purpose: 'test.file',
    async countByKey() {
      const counts = new Map<string, number>();
      for (const sealed of contents.values())
        counts.set(keyIdOf(sealed)!, (counts.get(keyIdOf(sealed)!) ?? 0) + 1);
      return counts;
    },
    listIds: async (_tx, { after, most, otherThan }) =>
      [...contents]
        .filter(
          ([id, sealed]) => (after === null || id > after) && (!otherThan || keyIdOf(sealed) !== otherThan),
        )
        .map(([id]) => id)
        .sort()
        .slice(0, most),
    async reseal(_db, id) {
      const content = own().open('test.file', id, contents.get(id)!);
      await sleep(1);
      contents.set(id, own().seal('test.file', id, content));
      seals++;
    },
    async verify(_db, id) {
      own().open('test.file', id, contents.get(id)!);
    },
  });
  let first: Vault;
  let second: Vault;
  const [a, b] = [storeOf(() => first), storeOf(() => second)];
  const [one, two] = [await open([a]), await open([b])];
  [first, second] = [createVault(one), createVault(two)];
  for (let i = 100; i < 175; i++)
    contents.set(`c${i}`, first.seal('test.file', `c${i}`, Buffer.from(`${i}`)));
  await start();
  await Promise.all([rotate(by(one, [a])), rotate(by(two, [b]))]);
  expect(new Set([...contents.values()].map(keyIdOf))).toEqual(new Set([one.active('test.file').id]));
  expect(seals).toBeGreaterThanOrEqual(75);
  expect((await verifySealed(by(two, [b])))[1]).toMatchObject({ opened: 75, closed: [] });
});

test('another root key wraps the same data keys: nothing is sealed anew, the old file goes, servers find the new one', async () => {
  await fill(10);
  const other = await open();
  const [file] = await readdir(dataDir);
  const change = (next: object) => changeRoot({ db: database.db, dataDir, rootKey: {}, next, actor });
  const { root, keys } = await change({});
  expect(keys).toBe(1);
  expect(await readdir(dataDir)).toEqual([`root-${root.id}.key`]);
  expect(file).not.toBe(`root-${root.id}.key`);
  await start();
  await rotate(by(other));
  await expectAllOpen(10);
  const passphrase = 'an old tree by the river';
  await change({ passphrase });
  expect(await readdir(dataDir)).toEqual([]);
  await expect(open()).rejects.toThrow(/comes from a passphrase/);
  await expect(change({})).rejects.toThrow(/comes from a passphrase/);
  expect(await readdir(dataDir)).toEqual([]);
  const back = await changeRoot({ db: database.db, dataDir, rootKey: { passphrase }, next: {}, actor });
  expect(back.root.source).toBe('file');
  const again = createVault(await open());
  for (const { id, sealed } of await stored())
    expect(openText(again, secretColumn, id, sealed)).toContain(id);
});

test(
  'killed twenty times at random, by two processes at once, while people change their secrets: everything opens',
  async () => {
    const count = 1500;
    const ids = await fill(count);
    const writing = new AbortController();
    let written = 0;
    const writer = (async () => {
      for (; !writing.signal.aborted; await sleep(5)) {
        await keyring.refresh();
        const id = ids[randomInt(count)]!;
        await database.ownerQuery('update identity.credential set totp_sealed = $2 where account_id = $1', [
          id,
          sealText(vault, secretColumn, id, `changed secret of ${id}`),
        ]);
        written++;
      }
    })();
    const child = () => startChild('../../../vault/testing/rotate-child.ts', [database.ownerUrl, dataDir]);
    let cut = 0;
    for (let kills = 0; kills < 20; ) {
      const pair = [child(), child()];
      await Promise.all(pair.map((one) => one.line(/begin/)));
      const finished = new Set<object>();
      for (const one of pair) {
        one.line(/^end/).then(
          () => finished.add(one),
          () => {},
        );
      }
      for (const one of pair) {
        await sleep(randomInt(150));
        if (!finished.has(one)) cut++;
        one.process.kill('SIGKILL');
        kills++;
      }
      await Promise.all(pair.map((one) => one.ended));
    }
    writing.abort();
    await writer;
    expect(cut).toBeGreaterThan(10);
    expect(written).toBeGreaterThan(20);
    const last = child();
    await last.line(/end/);
    await expectAllOpen(count);
    expect(await countRemaining(by(keyring))).toBe(0);
    const [{ keys }] = (await database.ownerQuery<{ keys: number }>(
      `select count(*)::int as keys from vault.key where state in ('active', 'next')`,
    )) as [{ keys: number }];
    expect(keys).toBe(1);
  },
  LONG,
);
