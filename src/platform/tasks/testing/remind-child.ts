/** Gives alarms in a process of its own, which a test kills: the database's address and the present come as arguments. */
import { openApp } from '#platform/db/testing/open-app.ts';
import { giveAlarms } from '../service/alarms.ts';

const [url = '', now = ''] = process.argv.slice(2);
const db = openApp(url);
const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'child' } as const;
process.stdout.write('begins\n');
await giveAlarms(db, actor, new Date(now));
await db.close();
process.stdout.write('ended\n');
