import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/service-account.ts';
import * as service from '../service/service-account.ts';
import { listServiceAccounts, type ServiceAccountRow } from '../store/service-account.ts';
import { isInCharge, listTokens } from '../store.ts';
import { pageByName } from './page-by-name.ts';
import { toToken } from './person-sessions.ts';

const toService = (row: ServiceAccountRow): contract.ServiceAccount => ({
  id: row.id,
  name: row.name,
  state: row.state,
  officeId: row.office_id,
  officeName: row.office_name,
  keeper: { id: row.keeper_id, name: row.keeper_name, active: row.keeper_active },
  tokens: row.tokens,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});

export const serviceAccountRoutes: Binding[] = [
  bind(contract.listServiceAccounts, (c) =>
    pageByName(c.querystring, (filter) => listServiceAccounts(c.tx, filter), toService),
  ),
  bind(contract.getServiceAccount, async (c) => {
    const account = toService(await service.getServiceAccount(c.tx, c.params.accountId));
    const inCharge = c.actor.kind === 'person' && (await isInCharge(c.tx, account.id));
    return { account, tokens: (await listTokens(c.tx, account.id)).map(toToken), inCharge };
  }),
  bind(contract.createServiceAccount, async (c) =>
    toService(await service.createServiceAccount(c.tx, c.actor, c.body, c.now)),
  ),
  bind(contract.changeServiceKeeper, async (c) =>
    toService(await service.changeKeeper(c.tx, c.actor, c.params.accountId, c.body.keeperId, c.now)),
  ),
  bind(contract.changeServiceState, async (c) =>
    toService(await service.changeState(c.tx, c.actor, c.params.accountId, c.body, c.now)),
  ),
  bind(contract.createServiceToken, async (c) => {
    const { token, secret } = await service.createServiceToken(
      c.tx,
      c.actor,
      c.params.accountId,
      c.body,
      c.now,
    );
    return { token: toToken(token), secret };
  }),
  bind(contract.rotateServiceToken, async (c) => {
    const { token, secret } = await service.rotateServiceToken(c.tx, c.actor, c.params, c.body, c.now);
    return { token: toToken(token), secret };
  }),
  bind(contract.endServiceToken, async (c) => {
    await service.endServiceToken(c.tx, c.actor, c.params, c.now);
    return undefined;
  }),
];
