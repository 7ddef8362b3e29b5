import { decodeCursor, encodeCursor, type Route } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/record.ts';
import * as opening from '../service/opening.ts';
import * as service from '../service/record.ts';
import * as openings from '../store/opening.ts';
import * as records from '../store/record.ts';

const toRelation = (row: records.RelationRow): contract.Relation => ({
  id: row.id,
  entity: row.entity,
  entityId: row.entity_id,
  accountId: row.account_id,
  accountName: row.account_name ?? '',
  relation: row.relation,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  reason: row.reason,
  givenAt: row.given_at.toISOString(),
  givenByName: row.given_by_name,
  endedAt: row.ended_at?.toISOString() ?? null,
  inForce: row.in_force,
});

const toExclusion = (row: records.ExclusionRow): contract.Exclusion => ({
  id: row.id,
  entity: row.entity,
  entityId: row.entity_id,
  accountId: row.account_id,
  accountName: row.account_name ?? '',
  kind: row.kind,
  reason: row.reason,
  givenAt: row.given_at.toISOString(),
  givenByName: row.given_by_name,
  endedAt: row.ended_at?.toISOString() ?? null,
});

const toOpening = (row: openings.OpeningRow): contract.Opening => ({
  id: row.id,
  entity: row.entity,
  entityId: row.entity_id,
  accountId: row.account_id,
  accountName: row.account_name ?? '',
  officeName: row.office_name,
  reason: row.reason,
  openedAt: row.opened_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  open: row.open,
  outcome: row.outcome,
  comment: row.comment,
  reviewedAt: row.reviewed_at?.toISOString() ?? null,
  reviewedByName: row.reviewed_by_name,
});

/** Relations, exclusions and openings. */
export function recordRoutes(routes: () => readonly Route[]): Binding[] {
  return [
    bind(contract.listRelations, async (c) => {
      const view = await service.listRelations(c.tx, c.params);
      return { ...view, items: view.items.map(toRelation), exclusions: view.exclusions.map(toExclusion) };
    }),
    bind(contract.findCandidates, async (c) => ({
      items: await service.findCandidates(c.tx, c.params, c.querystring.q),
    })),
    bind(contract.giveRelation, async (c) => {
      const id = await service.giveRelation(c.tx, c.actor, c.params, c.body, c.now);
      const row = await records.findRelation(c.tx, id);
      return row ? toRelation(row) : unseen(id, c.params, c.body, c.now);
    }),
    bind(contract.endRelation, async (c) => {
      await service.endRelation(c.tx, c.actor, c.params.relationId, c.body.reason, c.now);
      return undefined;
    }),
    bind(contract.exclude, async (c) =>
      toExclusion(await service.exclude(c.tx, c.actor, c.params, c.body, c.now)),
    ),
    bind(contract.endExclusion, async (c) => {
      await service.endExclusion(c.tx, c.actor, c.params.exclusionId, c.body.reason, c.now);
      return undefined;
    }),
    bind(contract.breakGlass, async (c) =>
      toOpening(await opening.breakGlass(c.tx, c.actor, { ...c.params, ...c.body }, c.now)),
    ),
    bind(contract.closeOpening, async (c) =>
      toOpening(await opening.closeOpening(c.tx, c.actor, c.params.openingId, c.now)),
    ),
    bind(contract.listOwnOpenings, async (c) => ({
      items: (await openings.listOwnOpenings(c.tx)).map(toOpening),
    })),
    bind(contract.listOpenings, async (c) => {
      const { limit, cursor, state } = c.querystring;
      const [openedAt, id] = (cursor && decodeCursor(cursor, 2)) || [];
      const after = typeof openedAt === 'string' && typeof id === 'string' ? { openedAt, id } : undefined;
      const rows = await openings.listOpenings(c.tx, { state, after, limit: limit + 1 });
      const items = rows.slice(0, limit).map(toOpening);
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > limit && last ? encodeCursor([last.openedAt, last.id]) : null,
      };
    }),
    bind(contract.getOpening, async (c) => {
      const row = await openings.findOpening(c.tx, c.params.openingId);
      if (!row) throw notFound('opening');
      return toOpening(row);
    }),
    bind(contract.reviewOpening, async (c) =>
      toOpening(await opening.reviewOpening(c.tx, c.actor, c.params.openingId, c.body, c.now)),
    ),
    bind(contract.listRecordKinds, async (c) => ({
      items: (await records.listKinds(c.tx)).map((kind) => ({
        entity: kind.entity,
        relations: kind.relations,
        rules: kind.rules,
        breakGlass: kind.break_glass,
        breakGlassHours: kind.break_glass_hours,
      })),
      routes: routes().map(({ id, summary, config }) => ({ id, summary, permission: config.permission })),
    })),
  ];
}

/** A relation that its giver does not see: a record that nobody had, given away unread. */
const unseen = (
  id: string,
  record: records.RecordName,
  given: records.NewRelation,
  now: Date,
): contract.Relation => ({
  id,
  entity: record.entity,
  entityId: record.entityId,
  accountId: given.accountId,
  accountName: '',
  relation: given.relation,
  startsOn: given.startsOn ?? now.toISOString().slice(0, 10),
  endsOn: given.endsOn ?? null,
  reason: given.reason ?? '',
  givenAt: now.toISOString(),
  givenByName: null,
  endedAt: null,
  inForce: true,
});
