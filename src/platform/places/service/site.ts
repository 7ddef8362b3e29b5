import { audit, auditMany } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound } from '#platform/http/problem.ts';
import type { AreaIndex } from '../area-index.ts';
import { checkSiteDates } from '../domain.ts';
import { currentAreas } from '../lookup.ts';
import { messageOf } from '../problem-message.ts';
import { searchText } from '../search-text.ts';
import type { SitePlan, SiteValues } from '../site-import/rows.ts';
import * as store from '../store/site.ts';

export const valuesOf = (row: store.SiteRow): SiteValues => ({
  code: row.code,
  name: row.name,
  alternates: row.alternates,
  type: row.type,
  state: row.state,
  lat: row.lat,
  lon: row.lon,
  altitude: row.altitude,
  accuracy: row.accuracy,
  pcode: row.area_from === 'given' ? (row.area_path.at(-1) ?? null) : null,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  accessibility: row.accessibility,
  setting: row.setting,
  notes: row.notes,
});

/** The area follows from the point where that lies in one, else from what was given. */
function placed(index: AreaIndex, site: SiteValues): Pick<store.SiteWrite, 'areaPath' | 'areaFrom'> {
  const found = site.lat !== null && site.lon !== null ? index.findSmallest(site.lon, site.lat) : undefined;
  if (found) return { areaPath: index.pathOf(found.pcode), areaFrom: 'point' };
  return site.pcode === null
    ? { areaPath: [], areaFrom: 'none' }
    : { areaPath: index.pathOf(site.pcode), areaFrom: 'given' };
}

function toWrite(index: AreaIndex, site: SiteValues): store.SiteWrite {
  const { pcode: _, ...values } = site;
  return { ...values, search: searchText(site.code, site.name, site.alternates), ...placed(index, site) };
}

const refuse = (path: string, code: string, params: Record<string, string | number> = {}) =>
  invalid(path, code, messageOf('en', code, params), params);

function check(index: AreaIndex, site: SiteValues, now: Date): void {
  const refusal = checkSiteDates(site, now.toISOString().slice(0, 10));
  if (refusal) throw refuse('body.closedOn', refusal);
  if (site.pcode !== null && !index.find(site.pcode)) {
    throw refuse('body.pcode', 'places.site.area_unknown', { pcode: site.pcode });
  }
}

/** A point is personal only where few people live at it; coordinates and names of sites stand in the audit log. */
const trace = (site: SiteValues) => ({ ...site });

async function getOperation(tx: Tx, id: string) {
  const operation = await store.findOperation(tx, id);
  if (!operation) throw notFound('operation');
  return operation;
}

async function getSite(tx: Tx, id: string): Promise<store.SiteRow> {
  const row = await store.findSiteRow(tx, { id });
  if (!row) throw notFound('site');
  return row;
}

export async function createSite(
  tx: Tx,
  actor: Actor,
  input: SiteValues & { operationId: string },
  now: Date,
): Promise<store.SiteRow> {
  const { operationId, ...values } = input;
  const operation = await getOperation(tx, operationId);
  const index = await currentAreas(tx);
  check(index, values, now);
  const by = { operationId, officeId: operation.office_id, accountId: actor.accountId, now };
  const [created] = await store.insertSites(tx, [toWrite(index, values)], by);
  const id = created?.id ?? '';
  await audit(tx, actor, {
    action: 'places.site_created',
    entity: 'places.site',
    entityId: id,
    officeId: operation.office_id,
    operationId,
    after: trace(values),
    at: now,
  });
  return getSite(tx, id);
}

/** `revision` is the one that the person saw; a newer one means that someone else saved in between. */
export async function updateSite(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { changes: Partial<SiteValues>; revision: number; reason?: string | undefined },
  now: Date,
): Promise<store.SiteRow> {
  const row = await store.lockSite(tx, id);
  if (!row) throw notFound('site');
  if (row.revision !== input.revision) {
    throw conflict('places.site.changed_meanwhile', messageOf('en', 'places.site.changed_meanwhile'));
  }
  const before = valuesOf(row);
  const wanted = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
  const after: SiteValues = { ...before, ...wanted };
  // A site that opens again has no day of closing.
  if (after.state !== 'closed' && before.state === 'closed' && input.changes.closedOn === undefined)
    after.closedOn = null;
  const index = await currentAreas(tx);
  check(index, after, now);
  await store.updateSites(tx, [{ id, ...toWrite(index, after) }], now);
  await audit(tx, actor, {
    action:
      after.state === 'closed' && before.state !== 'closed' ? 'places.site_closed' : 'places.site_changed',
    entity: 'places.site',
    entityId: id,
    officeId: row.office_id,
    operationId: row.operation_id,
    before: trace(before),
    after: trace(after),
    reason: input.reason ?? null,
    at: now,
  });
  return getSite(tx, id);
}

/** Writes what a dry run of sites planned; one audit entry for each site. */
export async function applySites(
  tx: Tx,
  actor: Actor,
  input: { operationId: string; plan: SitePlan; existing: ReadonlyMap<string, store.SiteRow> },
  now: Date,
): Promise<void> {
  const { operationId, plan, existing } = input;
  const operation = await getOperation(tx, operationId);
  const index = await currentAreas(tx);
  const by = { operationId, officeId: operation.office_id, accountId: actor.accountId, now };
  const writes = plan.added.map((site) => toWrite(index, site));
  const created = writes.length > 0 ? await store.insertSites(tx, writes, by) : [];
  const idOf = new Map(created.map((row) => [row.code, row.id]));
  const changed = plan.changed.map((site) => ({
    id: existing.get(site.code)?.id ?? '',
    ...toWrite(index, site),
  }));
  if (changed.length > 0) await store.updateSites(tx, changed, now);
  const base = { entity: 'places.site', officeId: operation.office_id, operationId, at: now };
  await auditMany(tx, actor, [
    ...plan.added.map((site) => ({
      ...base,
      action: 'places.site_created',
      entityId: idOf.get(site.code) ?? '',
      after: trace(site),
    })),
    ...plan.changed.map((site) => {
      const row = existing.get(site.code);
      return {
        ...base,
        action: 'places.site_changed',
        entityId: row?.id ?? '',
        before: row && trace(valuesOf(row)),
        after: trace(site),
      };
    }),
  ]);
}
