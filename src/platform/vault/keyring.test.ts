import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import type { RootKeyInput } from './root-key.ts';
import { sealPlaintext } from './seal-plaintext.ts';
import { openText } from './sealed-column.ts';
import { addPeople, secretColumn } from './testing/people.ts';
import { createVault } from './vault.ts';

let database: TestDatabase;
let dataDir: string;
const opened: Keyring[] = [];

beforeEach(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-vault-'));
});
afterEach(async () => {
  for (const ring of opened.splice(0)) ring.close();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(rootKey: RootKeyInput = {}, folder = dataDir): Promise<Keyring> {
  const ring = createKeyring();
  opened.push(ring);
  await ring.open({ db: database.db, dataDir: folder, rootKey, columns: [secretColumn], stores: [] });
  return ring;
}
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const KEY = 'ab'.repeat(32);
const rootFiles = async () => (await readdir(dataDir)).filter((name) => name.endsWith('.key'));

test('before it is open, and for a purpose that nobody declared, nothing is sealed', async () => {
  const vault = createVault(createKeyring());
  expect(() => vault.seal('test.secret', 'x', Buffer.from('x'))).toThrow('No slice declares');
  const ring = await open();
  expect(() => createVault(ring).seal('test.strange', 'x', Buffer.from('x'))).toThrow('No slice declares');
});

test('servers that start together on a new database make one root key and one data key, and read each other', async () => {
  const rings = await Promise.all([open(), open(), open()]);
  expect(await rootFiles()).toHaveLength(1);
  expect((await stat(join(dataDir, (await rootFiles())[0]!))).mode & 0o777).toBe(0o600);
  const [a, b, c] = rings.map(createVault);
  const sealed = a!.seal('test.secret', 'x', Buffer.from('said once'));
  expect([b, c].map((vault) => vault!.open('test.secret', 'x', sealed).toString())).toEqual([
    'said once',
    'said once',
  ]);
  expect(
    createVault(await open())
      .open('test.secret', 'x', sealed)
      .toString(),
  ).toBe('said once');
  const kept = await database.ownerQuery<{ wrapped: Buffer }>('select wrapped from vault.key');
  expect(kept).toHaveLength(1);
  expect(kept[0]!.wrapped.includes(rings[0]!.active('test.secret').secret)).toBe(false);
});

test('without the root key, with another one, or with an altered file it refuses and changes nothing', async () => {
  await open();
  const [file] = await rootFiles();
  const elsewhere = await mkdtemp(join(tmpdir(), 'sojourn-vault-'));
  await expect(open({}, elsewhere)).rejects.toThrow(/is missing: put .*root-.* back/);
  expect(await readdir(elsewhere)).toEqual([]);
  await rm(elsewhere, { recursive: true });
  expect(await code(open({ key: KEY }))).toBe('wrong_root_key');
  expect(await code(open({ passphrase: 'a long enough passphrase' }))).toBe('wrong_root_key');
  await writeFile(join(dataDir, file!), Buffer.alloc(32, 7).toString('base64'));
  expect(await code(open())).toBe('bad_root_key');
});

test('a key of the environment opens as base64, hexadecimal or file, and no file is made', async () => {
  const bytes = Buffer.from(KEY, 'hex');
  const vault = createVault(await open({ key: KEY }));
  const sealed = vault.seal('test.secret', 'x', Buffer.from('kept'));
  expect(await rootFiles()).toEqual([]);
  await writeFile(join(dataDir, 'elsewhere'), `${bytes.toString('base64')}\n`);
  for (const input of [{ key: bytes.toString('base64url') }, { keyFile: join(dataDir, 'elsewhere') }]) {
    expect(
      createVault(await open(input))
        .open('test.secret', 'x', sealed)
        .toString(),
    ).toBe('kept');
  }
  expect(await code(open())).toBe('no_root_key');
  for (const input of [
    { key: 'short' },
    { key: `${KEY}00` },
    { keyFile: '/nowhere' },
    { key: KEY, passphrase: 'p' },
  ])
    expect(await code(open(input))).toBe('bad_root_key');
});

test('a passphrase opens however it is composed; a wrong one is refused; the terminal is asked only for it', async () => {
  const asked: string[] = [];
  const vault = createVault(await open({ passphrase: 'caf\u00e9 and a long walk' }));
  const sealed = vault.seal('test.secret', 'x', Buffer.from('kept'));
  expect(await code(open({ passphrase: 'coffee and a long walk' }))).toBe('wrong_root_key');
  expect(await code(open())).toBe('no_root_key');
  const ask = async (question: string) => {
    asked.push(question);
    return 'cafe\u0301 and a long walk';
  };
  expect(
    createVault(await open({ ask }))
      .open('test.secret', 'x', sealed)
      .toString(),
  ).toBe('kept');
  expect(asked).toEqual(['Passphrase of the root key: ']);
  expect(await code(open({ passphrase: 'short' }))).toBe('bad_root_key');
  const [{ kdf }] = (await database.ownerQuery('select kdf from vault.root')) as [{ kdf: object }];
  expect(kdf).toMatchObject({ memoryKib: 65_536, passes: 3 });
});

test('a wrapped key that was moved or altered does not open', async () => {
  await open();
  await database.ownerQuery(
    'update vault.key set wrapped = set_byte(wrapped, 60, get_byte(wrapped, 60) # 1)',
  );
  await expect(open()).rejects.toThrow(/does not open with the root key/);
  await database.ownerQuery(
    'update vault.key set wrapped = set_byte(wrapped, 60, get_byte(wrapped, 60) # 1)',
  );
  await database.ownerQuery(`update vault.key set purpose = 'test.stolen'`);
  await expect(open()).rejects.toThrow(/does not open with the root key/);
});

test('nobody but the platform and the top office sees keys, and no person writes them', async () => {
  await open();
  const [person] = await addPeople(database, 1);
  const actor = { accountId: person!, kind: 'person', permissions: null, requestId: 't' } as const;
  const { rawQuery } = await import('#platform/db/tx.ts');
  for (const table of ['root', 'key', 'sealed_column']) {
    expect(await database.db.withActor(actor, (tx) => rawQuery(tx, `select * from vault.${table}`))).toEqual(
      [],
    );
  }
  await expect(
    database.db.withActor(actor, (tx) =>
      rawQuery(tx, `insert into vault.root (id, source) values (gen_random_uuid(), 'file')`),
    ),
  ).rejects.toThrow(/row-level security/);
  await expect(database.db.withActor(actor, (tx) => rawQuery(tx, 'delete from vault.key'))).rejects.toThrow(
    /permission denied/,
  );
});

test('what an earlier release kept in the clear is sealed, though cut off again and again, and its column goes', async () => {
  const ids = await addPeople(database, 450);
  await database.ownerQuery(`update identity.credential set totp_secret = 'PLAIN' || account_id`);
  const vault = createVault(await open());
  let left = 250;
  const failing = {
    ...vault,
    seal(...given: Parameters<typeof vault.seal>) {
      if (left-- === 0) throw new Error('killed');
      return vault.seal(...given);
    },
  };
  await expect(sealPlaintext(database.url, failing, [secretColumn])).rejects.toThrow('killed');
  const counts = await database.ownerQuery(
    'select count(totp_secret)::int plain, count(totp_sealed)::int sealed from identity.credential',
  );
  expect(counts).toEqual([{ plain: 250, sealed: 200 }]);
  await Promise.all([1, 2].map(() => sealPlaintext(database.url, vault, [secretColumn])));
  const rows = await database.ownerQuery<{ account_id: string; totp_sealed: Buffer }>(
    'select * from identity.credential',
  );
  expect(rows).toHaveLength(450);
  expect('totp_secret' in rows[0]!).toBe(false);
  for (const row of rows)
    expect(openText(vault, secretColumn, row.account_id, row.totp_sealed)).toBe(`PLAIN${row.account_id}`);
  expect(rows.map((row) => row.account_id).sort()).toEqual(ids.sort());
  await sealPlaintext(database.url, vault, [secretColumn]);
});
