import webPush from 'web-push';
import type { Actor, Db } from '#platform/db/tx.ts';
import { openText, type SealedColumn } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { Message, Outcome, Sender } from '../channel.ts';
import { deviceAuth, devicePublicKey } from '../sealed.ts';
import * as store from '../store/push.ts';
import { isPushEndpoint } from './endpoint.ts';

export interface PushSettings {
  vault: Vault;
  publicKey: string;
  privateKey: string;
  /** Whom a push service may write to: `mailto:` or `https:` (RFC 8292, 2.1). */
  contact: string;
  furtherOrigins: readonly string[];
}

const PATIENCE_MS = 15_000;
/** Longer than a night, shorter than news stays news. */
const KEPT_SECONDS = 24 * 60 * 60;

const serverActor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'notify' };

/** Sends to all devices of a person; one that a push service does not know any more is forgotten. */
export const openPush = (db: Db, settings: PushSettings): Sender => ({
  async deliver(message, { accountId }) {
    const devices = await db.withActor(serverActor, (tx) => store.listDevicesOf(tx, accountId));
    const outcomes = await Promise.all(devices.map((device) => post(device, message, settings)));
    const gone = devices.filter((_, i) => outcomes[i] === 'gone').map(({ id }) => id);
    const sent = devices.filter((_, i) => outcomes[i] === 'sent').map(({ id }) => id);
    if (gone.length || sent.length)
      await db.withActor(serverActor, (tx) => store.noteSent(tx, { gone, sent }, new Date()));
    if (sent.length > 0) return { state: 'sent' };
    const failed = outcomes.find((outcome) => typeof outcome === 'object');
    return failed ?? { state: 'refused', reason: 'no_device' };
  },
  async close() {},
});

/** Undefined for a device that was never given keys. */
function keysOf(
  { id, p256dh_sealed, auth_sealed }: store.DeviceRow,
  vault: Vault,
): { p256dh: string; auth: string } | undefined {
  if (!p256dh_sealed || !auth_sealed) return undefined;
  const open = (column: SealedColumn, sealed: Buffer) => openText(vault, column, id, sealed);
  return { p256dh: open(devicePublicKey, p256dh_sealed), auth: open(deviceAuth, auth_sealed) };
}

/** One request by RFC 8030, its content encrypted for the browser alone (RFC 8291). */
async function post(
  device: store.DeviceRow,
  message: Message,
  settings: PushSettings,
): Promise<Outcome | 'sent' | 'gone'> {
  const keys = keysOf(device, settings.vault);
  if (!keys || !isPushEndpoint(device.endpoint, settings.furtherOrigins)) return 'gone';
  const payload = JSON.stringify({
    body: message.brief,
    link: message.link,
    id: message.id,
    language: message.language,
  });
  try {
    const { endpoint, method, headers, body } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys },
      payload,
      {
        TTL: KEPT_SECONDS,
        urgency: message.urgent ? 'high' : 'normal',
        topic: message.id.replaceAll('-', ''),
        vapidDetails: {
          subject: settings.contact,
          publicKey: settings.publicKey,
          privateKey: settings.privateKey,
        },
      },
    );
    const answer = await fetch(endpoint, {
      method,
      headers: headers as Record<string, string>,
      body: body as unknown as BodyInit,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return 'sent';
    if (answer.status === 404 || answer.status === 410) return 'gone';
    if (answer.status === 429 || answer.status >= 500) return { state: 'retry', reason: 'asked_to_wait' };
    return { state: 'refused', reason: 'message_refused' };
  } catch {
    return { state: 'retry', reason: 'unreachable' };
  }
}
