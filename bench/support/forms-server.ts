/** A server of forms, places and reports for measurements, as a process of its own. Prints one line of JSON when it listens. */
import { access as accessOfAccess } from '#platform/access/access.ts';
import { rolesOf } from '#platform/access/roles.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { formsModule } from '#platform/forms/module.ts';
import { sortAnswers } from '#platform/forms/service/sort-answers.ts';
import { BEAT_MS } from '#platform/http/even-answer.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate } from '#platform/identity/authenticate.ts';
import { placesModule } from '#platform/places/module.ts';
import { reportsModule } from '#platform/reports/module.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const database = await openDatabase({ dataDir, slices: findSlices(), log: () => {} });
let url = '';
const publicUrl = () => url;
const contents = openContents({ dataDir, vault: memoryVault() });
const modules: SliceManifest[] = [formsModule({ publicUrl, contents }), placesModule()];
modules.push(reportsModule(() => modules.flatMap((m) => m.dataSets ?? []), { publicUrl }));
await database.db.withActor({ accountId: null, kind: 'job', permissions: null, requestId: 'bench' }, (tx) =>
  declareBuiltInRoles(tx, rolesOf([accessOfAccess, ...modules.map((m) => m.access)])),
);
// The job that sorts answers, as its schedule would run it: first whatever waits, then a round every ten seconds.
const stop = new AbortController();
const sorting = async (): Promise<void> => {
  await sortAnswers({ db: database.db, signal: stop.signal });
  setTimeout(sorting, 10_000).unref();
};
await sorting();
const app = await createHttp({
  db: database.db,
  bindings: modules.flatMap((m) => m.routes),
  constraints: Object.assign({}, ...modules.map((m) => m.problems)),
  beatMs: BEAT_MS,
  authenticate,
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
console.log(JSON.stringify({ url, ownerUrl: database.ownerUrl }));
database.ended.then(() => process.exit(3));
process.on('SIGTERM', async () => {
  stop.abort();
  await app.close();
  await database.close();
  process.exit(0);
});
