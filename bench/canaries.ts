/**
 * Plants random texts in sealed columns, sealed files and a finished export of a real installation (its server a process of its own that logs
 * everything), changes the keys, and looks for them in a logical dump of every table, the write-ahead log, the database's
 * files, stored files, the server's log, and a backup, closed and opened. Expects none, and one unsealed text in each place
 * where such a text must be found, which proves the search.
 * Usage: npx tsx --conditions=source bench/canaries.ts [canaries=1000]
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { createClient } from '@sojourn/route-contract';
import { Client } from 'pg';
import { type OpenKeys, withKeys } from '#cli/keys/open-keys.ts';
import { withOwner } from '#cli/owner.ts';
import { writeBackup } from '#platform/backup/backup.ts';
import type { EntryHead } from '#platform/backup/manifest.ts';
import { openArchive } from '#platform/backup/open-archive.ts';
import { findSlices } from '#platform/db/slices.ts';
import { keepFile } from '#platform/files/keep.ts';
import { openContents, openObjects } from '#platform/files/open-contents.ts';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { startTotp } from '#platform/identity/contract/second-factor.ts';
import { setUp } from '#platform/identity/contract.ts';
import { rotate } from '#platform/vault/rotate.ts';
import { bindingOf } from '#platform/vault/sealed-column.ts';
import { startRotation } from '#platform/vault/service.ts';
import { createVault, type Vault } from '#platform/vault/vault.ts';
import { verifySealed } from '#platform/vault/verify.ts';
import { readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { exportRecord } from './support/export-canary.ts';
import { type Found, needleOf, newMark, searchFolder, searchStream } from './support/needles.ts';

const [count = 1000] = process.argv.slice(2).map(Number);
const root = await mkdtemp(join(tmpdir(), 'sojourn-canaries-'));
await chmod(root, 0o711);
const dataDir = join(root, 'data');
const logFile = join(root, 'server.log');
const env = {
  ...process.env,
  SOJOURN_DATA: dataDir,
  SOJOURN_PORT: '4109',
  SOJOURN_LOG: 'trace',
  DATABASE_URL: '',
};
const config = readConfig(env, productRoot, false);
const SECRET = 'a key of this measurement';

const sealedMark = newMark();
const openMark = newMark();
const canary = (n: number): string => `${newMark()}${sealedMark}${n}`;

async function startServer(): Promise<ChildProcess> {
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(productRoot, 'src/cli/main.ts'), 'start'],
    { env, cwd: productRoot, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(`http://localhost:4109/readyz`).then(
        (a) => a.ok,
        () => false,
      )
    )
      return child;
    if (child.exitCode !== null) throw new Error(await readFile(logFile, 'utf8'));
    await sleep(200);
  }
  throw new Error('the server did not start');
}

async function stopServer(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function withClient<T>(run: (client: Client) => Promise<T>): Promise<T> {
  return withOwner(config, async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return run(client).finally(() => client.end());
  });
}

/** By the product's own routes: the office's name lies open, the secret of the authenticator app is sealed. */
async function setUpByRoutes(): Promise<{ secret: string; exported: string }> {
  const code = (await readFile(join(dataDir, 'set-up-code'), 'utf8')).trim();
  const body = {
    setUpCode: code,
    agencyName: 'Canary',
    name: 'Canary',
    email: 'canary@example.org',
    password: 'planted beside the old mill',
    language: 'en',
    office: { code: 'HQ', name: `Open ${openMark}` },
    operation: { code: 'OP', name: 'Operation', country: 'QZ' },
  };
  const answer = await fetch(`http://localhost:4109${setUp.url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const cookie = /([^=;, ]+)=([^;]+)/.exec(
    answer.headers.getSetCookie().find((one) => one.includes(SESSION_COOKIE)) ?? '',
  );
  if (!answer.ok || !cookie) throw new Error(`set-up answered ${answer.status}: ${await answer.text()}`);
  const call = createClient({
    baseUrl: 'http://localhost:4109',
    headers: () => ({ cookie: `${SESSION_COOKIE}=${cookie[2]}` }),
  });
  return {
    exported: await exportRecord('http://localhost:4109', `${SESSION_COOKIE}=${cookie[2]}`, newMark()),
    secret: (await call(startTotp, {})).secret,
  };
}

/** In rows of their own of the column of authenticator apps, and over every value that any other sealed column holds. */
async function plantColumns(vault: Vault, most: number): Promise<number> {
  return withClient(async (client) => {
    const people = await client.query<{ id: string }>(
      `with made as (insert into identity.account (kind, name, email)
         select 'person', 'P' || n, gen_random_uuid() || '@example.org' from generate_series(1, $1::int) n returning id)
       insert into identity.credential (account_id) select id from made returning account_id as id`,
      [most],
    );
    const { rows: columns } = await client.query<{
      table_name: string;
      column_name: string;
      key_column: string;
      purpose: string;
    }>('select table_name, column_name, key_column, purpose from vault.sealed_column');
    let planted = 0;
    for (const { table_name: table, column_name: column, key_column: key, purpose } of columns) {
      const own = column === 'totp_sealed';
      const ids = own
        ? people.rows.map(({ id }) => id)
        : (
            await client.query<{ id: string }>(
              `select ${key}::text id from ${table} where ${column} is not null`,
            )
          ).rows.map(({ id }) => id);
      for (const id of ids) {
        const sealed = vault.seal(purpose, bindingOf({ table, column }, id), Buffer.from(canary(planted++)));
        await client.query(`update ${table} set ${column} = $2 where ${key}::text = $1`, [id, sealed]);
      }
    }
    return planted;
  });
}

async function plantFiles({ db, actor }: OpenKeys, vault: Vault, most: number): Promise<void> {
  const contents = openContents({ dataDir, vault, s3: config.files.s3 });
  for (let n = 0; n < most; n++) {
    const file = await contents.receive(
      Readable.from([Buffer.from(`${canary(n)}\n`.repeat(1 + (n % 5)))]),
      1e6,
    );
    await db.withActor(actor, (tx) => keepFile(tx, contents, file));
  }
}

async function* dumpTables(client: Client): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  );
  for (const { name } of rows) {
    const answer = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    for (const { row } of answer.rows) yield Buffer.from(`${row}\n`);
  }
}

/** What the archive holds once it is opened: rows as text, files as they are. */
async function* openedArchive(archive: string): AsyncGenerator<Buffer> {
  const opened = await openArchive({ archive, secret: SECRET, product: '999.0.0', slices: findSlices() });
  try {
    for (;;) {
      const head = (await opened.entries.next()) as EntryHead | undefined;
      if (!head) return;
      yield Buffer.from(JSON.stringify(head));
      if (head.kind === 'table') yield* Readable.from(opened.entries.data()).pipe(createGunzip());
      else yield* opened.entries.data();
    }
  } finally {
    await opened.close();
  }
}

async function plantAndRotate(): Promise<{ planted: number; opened: number; made: string[] }> {
  // Compressed pages of the write-ahead log would hide a text from the search.
  await stopServer(await startServer());
  await withClient((client) => client.query('alter database sojourn set wal_compression = off'));
  const server = await startServer();
  const { secret, exported } = await setUpByRoutes();
  const result = await withKeys(config, 'canaries', async (keys) => {
    const vault = createVault(keys.keyring);
    const inColumns = await plantColumns(vault, Math.ceil(count / 2));
    await plantFiles(keys, vault, count - inColumns);
    await keys.db.withActor(keys.actor, (tx) => startRotation(tx, keys.actor, new Date()));
    const left = await rotate({ ...keys, signal: new AbortController().signal });
    const found = await verifySealed(keys);
    if (left > 0 || found.some(({ closed }) => closed.length > 0)) throw new Error('something does not open');
    return {
      planted: Math.max(count, inColumns),
      opened: found.reduce((sum, { opened }) => sum + opened, 0),
      made: [secret, exported],
    };
  });
  await fetch(`http://localhost:4109/api/nowhere/${randomUUID()}?said=${openMark}`);
  await stopServer(server);
  return result;
}

try {
  const { planted, opened, made } = await plantAndRotate();
  console.log(`${planted} canaries planted, keys changed once, ${opened} sealed values and files open.`);
  const needles = [openMark, sealedMark, ...made].map(needleOf);
  const archive = join(root, 'canaries.backup');
  const places: [string, Found, expectOpen: boolean][] = [];
  await withClient(async (client) => {
    places.push(['logical dump of all tables', await searchStream(dumpTables(client), needles), true]);
    await client.query('checkpoint');
  });
  await withOwner(config, (ownerUrl) =>
    writeBackup({
      ownerUrl,
      dataDir,
      objects: openObjects(dataDir, config.files.s3),
      archive,
      secret: SECRET,
      product: '0.1.0',
      now: new Date(),
    }),
  );
  const cluster = join(dataDir, 'postgres', 'cluster');
  places.push(['write-ahead log', await searchFolder(join(cluster, 'pg_wal'), needles), true]);
  places.push(["database's data files", await searchFolder(join(cluster, 'base'), needles), true]);
  places.push(['data folder, all of it', await searchFolder(dataDir, needles), true]);
  places.push(['server log at trace', await searchStream(createReadStream(logFile), needles), false]);
  places.push(['backup archive, closed', await searchStream(createReadStream(archive), needles), false]);
  places.push(['backup archive, opened', await searchStream(openedArchive(archive), needles), true]);
  let sound = true;
  for (const [place, { bytes, hits }, expectOpen] of places) {
    const [open = 0, ...sealedHits] = hits;
    const sealed = sealedHits.reduce((sum, one) => sum + one, 0);
    sound &&= sealed === 0 && (!expectOpen || open > 0);
    console.log(
      `${place.padEnd(28)} ${(bytes / 1e6).toFixed(1).padStart(8)} MB: sealed canaries ${sealed}, unsealed canary ${open}${expectOpen ? '' : ' (none expected or needed)'}`,
    );
  }
  console.log(sound ? 'No sealed canary was found; the unsealed one was found wherever it lies.' : 'FAILED');
  process.exitCode = sound ? 0 : 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
