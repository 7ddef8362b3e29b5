import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/recovery.ts';
import { recoveryState } from '../domain/recovery.ts';
import * as recovery from '../service/recovery.ts';
import { listRecoveries, type RecoveryRow, type RuleRow } from '../store/recovery.ts';
import { type IdentityConfig, linkOf } from './config.ts';

const toRecovery = (row: RecoveryRow, now: Date): contract.Recovery => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name,
  reason: row.reason,
  state: recoveryState(recovery.factsOf(row), now),
  requestedBy: { id: row.requested_by, name: row.requested_by_name },
  requestedAt: row.requested_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  endedByName: row.ended_by_name,
  endedAt: (row.confirmed_at ?? row.withdrawn_at)?.toISOString() ?? null,
});

const toDated = ({ since, administrators, hours }: RuleRow) => ({
  since: since.toISOString(),
  administrators,
  hours,
});
const toRule = (rule: Awaited<ReturnType<typeof recovery.readRule>>): contract.RecoveryRule => ({
  current: toDated(rule.current),
  announced: rule.announced ? toDated(rule.announced) : null,
});

export const recoveryRoutes = (config: IdentityConfig): Binding[] => [
  bind(contract.listRecoveries, async (c) => {
    const { limit, cursor, ...filter } = c.querystring;
    const [at, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof at === 'string' && typeof id === 'string' ? { at, id } : undefined;
    const rows = await listRecoveries(c.tx, { ...filter, after, limit: limit + 1 }, c.now);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => toRecovery(row, c.now)),
      nextCursor:
        rows.length > limit && last ? encodeCursor([last.requested_at.toISOString(), last.id]) : null,
    };
  }),
  bind(contract.requestRecovery, async (c) => {
    const { accountId } = c.params;
    const { row, link } = await recovery.requestRecovery(c.tx, c.actor, accountId, c.body.reason, c.now);
    return { recovery: toRecovery(row, c.now), link: link && linkOf(config, link) };
  }),
  bind(contract.confirmRecovery, async (c) => {
    const { row, link } = await recovery.confirmRecovery(c.tx, c.actor, c.params.recoveryId, c.now);
    return { recovery: toRecovery(row, c.now), link: linkOf(config, link) };
  }),
  bind(contract.withdrawRecovery, async (c) => {
    const { recoveryId } = c.params;
    const row = await recovery.withdrawRecovery(c.tx, c.actor, recoveryId, c.body.reason, c.now);
    return toRecovery(row, c.now);
  }),
  bind(contract.getRecoveryRule, async (c) => toRule(await recovery.readRule(c.tx))),
  bind(contract.saveRecoveryRule, async (c) => toRule(await recovery.saveRule(c.tx, c.actor, c.body, c.now))),
];
