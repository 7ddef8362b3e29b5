/** Sends what is due in a process of its own, which a test kills: database and mail server come as arguments. */
import type { MailSettings } from '#platform/notify/email/settings.ts';
import { sendingOf } from '#platform/notify/module.ts';
import { dispatch } from '#platform/notify/service/send.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createPool } from '../../pool.ts';
import { createDb } from '../../tx.ts';

const [url = '', mail = ''] = process.argv.slice(2);
const db = createDb(createPool({ url, max: 4 }));
const config = {
  vault: memoryVault(),
  publicUrl: () => 'https://sojourn.example',
  mail: JSON.parse(mail) as MailSettings,
};
const sending = sendingOf(config, () => []);
await dispatch({ db, now: new Date(), signal: new AbortController().signal }, sending);
await db.close();
