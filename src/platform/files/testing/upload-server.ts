/** A server of the files slice as a process of its own, to be killed: <database address> <data folder> <port>. */
import { rolesOf } from '#platform/access/roles.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate } from '#platform/identity/authenticate.ts';
import { createKeyring } from '#platform/vault/keyring.ts';
import { rootKeyInput } from '#platform/vault/root-key.ts';
import { createVault } from '#platform/vault/vault.ts';
import { filesModule } from '../module.ts';
import { openContents } from '../open-contents.ts';
import { defaultSettings } from '../settings.ts';

const [databaseUrl = '', dataDir = '', port = '0'] = process.argv.slice(2);
const { db } = await openDatabase({ databaseUrl, dataDir, slices: findSlices(), log: () => {} });
const keyring = createKeyring();
const contents = openContents({ dataDir, vault: createVault(keyring) });
const slice = filesModule({ ...defaultSettings, contents });
await keyring.open({
  db,
  dataDir,
  rootKey: rootKeyInput({}),
  columns: [],
  stores: slice.sealedStores ?? [],
});
const boot = { accountId: null, kind: 'job', permissions: null, requestId: 'boot' } as const;
await db.withActor(boot, (tx) => declareBuiltInRoles(tx, rolesOf([slice.access])));
const app = await createHttp({ db, bindings: slice.routes, constraints: {}, authenticate, beatMs: 0 });
console.log(await app.listen({ host: '127.0.0.1', port: Number(port) }));
