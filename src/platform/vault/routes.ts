import { type Binding, bind } from '#platform/http/binding.ts';
import { enqueue } from '#platform/jobs/store.ts';
import * as contract from './contract.ts';
import { ROTATE } from './jobs.ts';
import type { SealedStore } from './sealed-store.ts';
import { describeKeys, destroyKey, startRotation } from './service.ts';

export const vaultRoutes = (stores: () => readonly SealedStore[]): Binding[] => [
  bind(contract.listKeys, (c) => describeKeys(c.tx, stores())),
  bind(contract.startRotation, async (c) => {
    const id = await startRotation(c.tx, c.actor, c.now);
    await enqueue(c.tx, ROTATE, {}, ROTATE);
    return { id };
  }),
  bind(contract.destroyKey, async (c) => {
    const input = { id: c.params.keyId, reason: c.body.reason, stores: stores() };
    await destroyKey(c.tx, c.actor, input, c.now);
    return undefined;
  }),
];
