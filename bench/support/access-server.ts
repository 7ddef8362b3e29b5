/** The fictional casework slice on a server of its own, for measurements. Prints one line of JSON when it listens. */
import { rolesOf } from '#platform/access/roles.ts';
import { declareRecordKinds } from '#platform/access/store/record.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import { caseworkModule } from '#platform/access/testing/casework/module.ts';
import { caseworkSlice } from '#platform/access/testing/casework/world.ts';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { BEAT_MS } from '#platform/http/even-answer.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate } from '#platform/identity/authenticate.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';

const [dataDir = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir, slices: [...findSlices(), caseworkSlice], log: () => {} });
const module = caseworkModule(memoryVault());
await database.db.withActor(
  { accountId: null, kind: 'job', permissions: null, requestId: 'bench' },
  async (tx) => {
    await declareBuiltInRoles(tx, rolesOf([module.access]));
    await declareRecordKinds(tx, [module]);
  },
);
const app = await createHttp({
  db: database.db,
  bindings: module.routes,
  constraints: module.problems,
  beatMs: BEAT_MS,
  authenticate,
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ url, ownerUrl: database.ownerUrl }));
database.ended.then(() => process.exit(3));
process.on('SIGTERM', async () => {
  await app.close();
  await database.close();
  process.exit(0);
});
