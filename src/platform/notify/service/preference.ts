import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { isZone } from '#platform/i18n/zone.ts';
import { sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type * as contract from '../contract/preference.ts';
import { beyondAgency, type Preference } from '../domain/preference.ts';
import { isPushEndpoint } from '../push/endpoint.ts';
import { deviceAuth, devicePublicKey } from '../sealed.ts';
import * as pushStore from '../store/push.ts';
import * as store from '../store/settings.ts';
import { inPerson } from './inbox.ts';

/** What the rules cannot reckon with is refused, with the field that holds it. */
export function checkPreference({ zone, quiet }: Preference, path: string): void {
  if (zone !== undefined && !isZone(zone))
    throw invalid(`${path}.zone`, 'notify.unknown_zone', 'There is no such time zone.');
  if (quiet && quiet.from === quiet.until)
    throw invalid(
      `${path}.quiet.until`,
      'notify.quiet_all_day',
      'Quiet hours begin and end at the same time: choose two times, or none.',
    );
}

export async function setPreference(tx: Tx, actor: Actor, body: Preference, now: Date): Promise<void> {
  const accountId = inPerson(actor);
  checkPreference(body, 'body');
  const agency = await store.getAgency(tx);
  const [kind] = beyondAgency(body, await store.findPreference(tx), agency.settings);
  if (kind)
    throw invalid(`body.kinds.${kind}`, 'notify.fixed_by_agency', 'The agency has fixed how this is told.');
  await store.setPreference(tx, body, now);
  await audit(tx, actor, {
    action: 'notify.preference_changed',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
}

export async function addDevice(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.addDevice>['body'] & {
    vault: Vault;
    userAgent: string;
    furtherOrigins: readonly string[];
  },
  now: Date,
): Promise<string> {
  const accountId = inPerson(actor);
  if (!isPushEndpoint(input.endpoint, input.furtherOrigins))
    throw invalid(
      'body.endpoint',
      'notify.unknown_push_service',
      'This is no push service that is known here.',
    );
  const id = await pushStore.addDevice(tx, accountId, input, now);
  await pushStore.setKeys(tx, id, {
    p256dh: sealText(input.vault, devicePublicKey, id, input.keys.p256dh),
    auth: sealText(input.vault, deviceAuth, id, input.keys.auth),
  });
  await audit(tx, actor, {
    action: 'notify.device_added',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
  return id;
}

export async function removeDevice(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const accountId = inPerson(actor);
  if (!(await pushStore.removeDevice(tx, accountId, id))) throw notFound('device');
  await audit(tx, actor, {
    action: 'notify.device_removed',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
}
