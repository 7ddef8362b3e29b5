import { attachDatabase } from '#platform/db/open.ts';
import { vaultActor } from '../data-key.ts';
import { createKeyring } from '../keyring.ts';
import { rotate } from '../rotate.ts';
import { startRotation } from '../service.ts';
import { secretColumn } from './people.ts';

/** A server that rotates, to be killed: owner's address of the database, data folder. Says `begin`, then `end`. */
const [url = '', dataDir = ''] = process.argv.slice(2);
const db = attachDatabase(url, 'app');
const keyring = createKeyring();
const actor = vaultActor('test');
await keyring.open({ db, dataDir, rootKey: {}, columns: [secretColumn], stores: [] });
console.log('begin');
await db.withActor(actor, (tx) => startRotation(tx, actor, new Date())).catch(() => {});
const { signal } = new AbortController();
await rotate({ db, keyring, stores: [], actor, signal, graceMs: 20, batch: 20 });
console.log('end');
keyring.close();
await db.close();
