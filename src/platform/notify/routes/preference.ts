import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/preference.ts';
import { settle } from '../domain/preference.ts';
import { inPerson } from '../service/inbox.ts';
import * as service from '../service/preference.ts';
import { type NotifyConfig, waysOpen } from '../service/ways-out.ts';
import * as pushStore from '../store/push.ts';
import * as store from '../store/settings.ts';
import type { Kinds } from '../words.ts';

export const preferenceRoutes = (config: NotifyConfig, kinds: Kinds): readonly Binding[] => [
  bind(contract.getPreference, async ({ tx, actor }) => {
    inPerson(actor);
    const agency = await store.getAgency(tx);
    const open = await waysOpen(tx, config);
    return {
      own: await store.findPreference(tx),
      defaults: settle({}, agency.settings),
      kinds: kinds.all(),
      emailOn: open.email,
      pushOn: open.push,
      pushKey: await pushStore.findPublicKey(tx),
    };
  }),
  bind(contract.setPreference, async ({ tx, actor, body, now }) => {
    await service.setPreference(tx, actor, body, now);
    return undefined;
  }),
  bind(contract.listDevices, async ({ tx, actor }) => {
    const rows = await pushStore.listDevicesOf(tx, inPerson(actor));
    return {
      items: rows.map((row) => ({
        id: row.id,
        userAgent: row.user_agent,
        createdAt: row.created_at.toISOString(),
        lastSentAt: row.last_sent_at?.toISOString() ?? null,
        endpoint: row.endpoint,
      })),
    };
  }),
  bind(contract.addDevice, async ({ tx, actor, body, request, now }) => ({
    id: await service.addDevice(
      tx,
      actor,
      {
        ...body,
        vault: config.vault,
        userAgent: request.headers['user-agent'] ?? '',
        furtherOrigins: config.pushOrigins ?? [],
      },
      now,
    ),
  })),
  bind(contract.removeDevice, async ({ tx, actor, params, now }) => {
    await service.removeDevice(tx, actor, params.deviceId, now);
    return undefined;
  }),
];
