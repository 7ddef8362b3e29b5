import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { rawQuery } from '#platform/db/tx.ts';
import { vaultActor } from '#platform/vault/data-key.ts';
import { createKeyring } from '#platform/vault/keyring.ts';
import { type RootKeyInput, rootFile } from '#platform/vault/root-key.ts';
import { sealText } from '#platform/vault/sealed-column.ts';
import { secretColumn } from '#platform/vault/testing/people.ts';
import { createVault } from '#platform/vault/vault.ts';
import { prepareDataDir } from '#server/data-dir.ts';
import { backupCommand } from './backup.ts';
import { drillCommand } from './drill.ts';
import { restoreCommand } from './restore.ts';

const LONG = 120_000;
const PASSPHRASE = 'an old tree by the river';
const ACCOUNT = '0197a000-0000-7000-8000-000000000001';
let folder: string;
let said: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-sealed-'));
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('SOJOURN_BACKUP_KEY', 'correct horse battery');
  vi.stubEnv('SOJOURN_PASSPHRASE', '');
  vi.stubEnv('TMPDIR', folder);
  said = '';
  const hear = (text: string) => {
    said += `${text}\n`;
  };
  vi.spyOn(console, 'error').mockImplementation(hear);
  vi.spyOn(console, 'log').mockImplementation(hear);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Opens an installation as the server does; `work` sees it sealed and open. */
async function install<T>(
  dataDir: string,
  rootKey: RootKeyInput,
  work: (stored: string) => Promise<T>,
): Promise<T> {
  await prepareDataDir(dataDir);
  const database = await openDatabase({ dataDir, slices: findSlices(), log: () => {} });
  const keyring = createKeyring();
  try {
    const columns = [secretColumn];
    await keyring.open({ db: database.db, dataDir, rootKey, columns, stores: [] });
    const vault = createVault(keyring);
    await database.db.withActor(vaultActor('test'), (tx) =>
      rawQuery(tx, 'insert into vault.sealed_store (name, purpose) values ($1, $2) on conflict do nothing', [
        sealText(vault, secretColumn, ACCOUNT, 'said once').toString('hex'),
        'test.secret',
      ]),
    );
    const [row] = await database.db.withActor(vaultActor('test'), (tx) =>
      rawQuery<{ name: string }>(
        tx,
        'select name from vault.sealed_store order by length(name) desc limit 1',
      ),
    );
    const bytes = Buffer.from(row!.name, 'hex');
    return await work(
      vault.open('test.secret', `identity.credential.totp_sealed:${ACCOUNT}`, bytes).toString(),
    );
  } finally {
    keyring.close();
    await database.close();
  }
}

async function backUp(from: string): Promise<string> {
  vi.stubEnv('SOJOURN_DATA', from);
  const archive = `${from}.backup`;
  await rm(archive, { force: true });
  expect([await backupCommand([archive]), said]).toEqual([0, expect.stringContaining('rows of')]);
  return archive;
}

test(
  'a passphrase is not in the archive: without it nothing is restored, with it everything opens',
  async () => {
    const from = join(folder, 'phrase');
    await install(from, { passphrase: PASSPHRASE }, async () => {});
    const archive = await backUp(from);
    const to = join(folder, 'phrase-to');
    vi.stubEnv('SOJOURN_DATA', to);
    expect(await restoreCommand([archive])).toBe(2);
    expect(said).toMatch(
      /open only with the passphrase of the root key .* None was given\. Nothing was restored/,
    );
    vi.stubEnv('SOJOURN_PASSPHRASE', 'a young tree by the river');
    expect(await restoreCommand([archive])).toBe(2);
    expect(said).toContain('Another one was given. Nothing was restored');
    expect(existsSync(to)).toBe(false);
    expect(await drillCommand([archive])).toBe(2);
    vi.stubEnv('SOJOURN_PASSPHRASE', PASSPHRASE);
    expect(await restoreCommand([archive])).toBe(0);
    expect(await install(to, { passphrase: PASSPHRASE }, async (stored) => stored)).toBe('said once');
    expect(said).not.toContain('tree by the river');
  },
  LONG,
);

test(
  'a key file comes along; a backup without it, or a key that does not unwrap, is refused',
  async () => {
    const from = join(folder, 'file');
    await install(from, {}, async () => {});
    const archive = await backUp(from);
    const to = join(folder, 'file-to');
    vi.stubEnv('SOJOURN_DATA', to);
    vi.stubEnv('SOJOURN_KEY', 'ab'.repeat(32));
    expect(await restoreCommand([archive])).toBe(2);
    expect(said).toContain('and the environment gives another');
    expect(existsSync(to)).toBe(false);
    vi.stubEnv('SOJOURN_KEY', '');
    expect(await restoreCommand([archive])).toBe(0);
    expect(await install(to, {}, async (stored) => stored)).toBe('said once');

    const name = (await readdir(from)).find((entry) => entry.endsWith('.key'))!;
    const id = name.slice('root-'.length, -'.key'.length);
    expect(rootFile(from, id)).toBe(join(from, name));
    await rename(join(from, name), join(folder, name));
    vi.stubEnv('SOJOURN_DATA', from);
    expect(await backupCommand([join(folder, 'without.backup')])).toBe(2);
    expect(said).toContain('is not in the data folder');
    expect(existsSync(join(folder, 'without.backup'))).toBe(false);
    await rename(join(folder, name), join(from, name));

    await alterKeys(from);
    const damaged = await backUp(from);
    const never = join(folder, 'never');
    vi.stubEnv('SOJOURN_DATA', never);
    expect(await restoreCommand([damaged])).toBe(2);
    expect(said).toContain('does not open with the root key');
    expect(await readdir(never)).toEqual([]);
  },
  LONG,
);

async function alterKeys(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, slices: findSlices(), log: () => {} });
  await database.db.withActor(vaultActor('test'), (tx) =>
    rawQuery(tx, 'update vault.key set wrapped = set_byte(wrapped, 60, get_byte(wrapped, 60) # 1)'),
  );
  await database.close();
}
