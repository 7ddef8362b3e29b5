import webPush from 'web-push';
import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import { openText, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { Sender } from '../channel.ts';
import type { Channel } from '../domain/plan.ts';
import { openEmail } from '../email/sender.ts';
import type { MailSettings } from '../email/settings.ts';
import { openPush, type PushSettings } from '../push/sender.ts';
import { SMTP_ROW, smtpPassword, VAPID_ROW, vapidKey } from '../sealed.ts';
import * as pushStore from '../store/push.ts';
import { findSmtp, getAgency, hasSmtp } from '../store/settings.ts';

export interface NotifyConfig {
  vault: Vault;
  publicUrl: () => string;
  /** Mail server of the environment; goes before the one of the screen. */
  mail?: MailSettings | undefined;
  /** Push services besides those of the makers of browsers. */
  pushOrigins?: readonly string[] | undefined;
}

const serverActor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'notify' };

/** The mail server in force; undefined when there is none. */
export async function findMail(tx: Tx, { vault, mail }: NotifyConfig): Promise<MailSettings | undefined> {
  if (mail) return mail;
  const row = await findSmtp(tx);
  if (!row) return undefined;
  const { host, port, tls, sender } = row;
  const password = row.password_sealed ? openText(vault, smtpPassword, SMTP_ROW, row.password_sealed) : '';
  return { host, port, tls, sender, user: row.username, password };
}

/** The keys of this installation, made when they are first wanted. */
async function vapidOf(tx: Tx, vault: Vault): Promise<pushStore.VapidRow> {
  const found = await pushStore.findVapid(tx);
  if (found) return found;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const sealed = sealText(vault, vapidKey, VAPID_ROW, privateKey);
  await pushStore.addVapid(tx, { id: VAPID_ROW, public_key: publicKey, private_sealed: sealed }, new Date());
  return (await pushStore.findVapid(tx))!;
}

async function findPush(tx: Tx, config: NotifyConfig): Promise<PushSettings | undefined> {
  const row = await vapidOf(tx, config.vault);
  if (!(await getAgency(tx)).push_on) return undefined;
  const url = config.publicUrl();
  return {
    vault: config.vault,
    publicKey: row.public_key,
    privateKey: openText(config.vault, vapidKey, VAPID_ROW, row.private_sealed),
    contact: url.startsWith('https:') ? url : 'mailto:administrator@localhost.localdomain',
    furtherOrigins: config.pushOrigins ?? [],
  };
}

export const isOpen = (config: NotifyConfig, channel: Channel, db: Db): Promise<boolean> =>
  db.withActor(
    serverActor,
    async (tx) => (await (channel === 'email' ? findMail(tx, config) : findPush(tx, config))) !== undefined,
  );

export async function openSender(
  config: NotifyConfig,
  channel: Channel,
  db: Db,
): Promise<Sender | undefined> {
  if (channel === 'email') {
    const mail = await db.withActor(serverActor, (tx) => findMail(tx, config));
    return mail && openEmail(mail);
  }
  const push = await db.withActor(serverActor, (tx) => findPush(tx, config));
  return push && openPush(db, push);
}

/** Which ways are set up, for a person to know; they see neither server nor keys. */
export async function waysOpen(tx: Tx, { mail }: NotifyConfig): Promise<Record<Channel, boolean>> {
  return { email: mail !== undefined || (await hasSmtp(tx)), push: (await getAgency(tx)).push_on };
}
