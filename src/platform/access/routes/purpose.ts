import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/purpose.ts';
import * as service from '../service/purpose.ts';
import { listPurposes } from '../store/purpose.ts';

/** Purposes for which sealed values are looked at. */
export const purposeRoutes = (): Binding[] => [
  bind(contract.listPurposes, async (c) => ({
    items: await listPurposes(c.tx, c.querystring.all ?? false),
  })),
  bind(contract.addPurpose, (c) => service.addPurpose(c.tx, c.actor, c.body, c.now)),
  bind(contract.changePurpose, (c) =>
    service.changePurpose(c.tx, c.actor, c.params.purposeId, c.body, c.now),
  ),
  bind(contract.endPurpose, (c) =>
    service.endPurpose(c.tx, c.actor, c.params.purposeId, c.body.until, c.now),
  ),
];
