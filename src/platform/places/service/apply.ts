import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { areaKm2, labelPoint } from '../geo/measure.ts';
import { boxOf, vertexCount } from '../geo/shape.ts';
import { simplifyTogether } from '../geo/simplify.ts';
import type { DryRun } from '../import/dry-run.ts';
import type { PlannedArea } from '../import/plan.ts';
import { currentAreas } from '../lookup.ts';
import { searchText } from '../search-text.ts';
import * as store from '../store/area.ts';
import { insertEdition, insertSuccessions } from '../store/edition.ts';
import { listSitePoints, moveSites } from '../store/site-area.ts';
import type { EditionSettings } from './edition-settings.ts';

const toNewArea = (area: PlannedArea): store.NewArea => ({
  pcode: area.pcode,
  level: area.level,
  parentPcode: area.parentPcode,
  names: area.names,
  alternates: area.alternates,
  search: searchText(area.pcode, Object.values(area.names), area.alternates),
  km2: area.shape && areaKm2(area.shape),
  box: area.shape && boxOf(area.shape),
  label: (area.shape && labelPoint(area.shape)) ?? null,
  vertices: area.shape ? vertexCount(area.shape) : 0,
  shape: area.shape,
});

/** Map shapes of the whole country together: levels imported at different times keep common borders. */
async function redrawMap(tx: Tx, country: string): Promise<void> {
  const areas = await store.readCurrent(tx, country);
  const shapes = areas.flatMap(({ pcode, shape }) => (shape ? [{ id: pcode, shape }] : []));
  await store.updateMapShapes(tx, simplifyTogether(shapes));
}

/** Sites whose point tells their area follow the new boundaries. */
async function settleSites(tx: Tx): Promise<number> {
  const index = await currentAreas(tx);
  const moved = (await listSitePoints(tx)).flatMap((site) => {
    const area = index.findSmallest(site.lon, site.lat);
    const path = area ? index.pathOf(area.pcode) : [];
    return path.join() === site.area_path.join() ? [] : [{ id: site.id, path }];
  });
  await moveSites(tx, moved);
  return moved.length;
}

/** Writes what a dry run without errors planned: new versions, ended versions, the edition and its audit entry. */
export async function applyPlan(
  tx: Tx,
  actor: Actor,
  settings: EditionSettings,
  run: DryRun,
  now: Date,
): Promise<string> {
  const { country, name, source, validFrom, mode } = settings;
  const counts = run.planCounts;
  const edition = { countryCode: country, name, source, validFrom, mode, counts };
  const id = await insertEdition(tx, { ...edition, appliedAt: now, appliedBy: actor.accountId });
  const renewed = run.plan.areas.filter((area) => area.change !== 'unchanged');
  const ended = [
    ...run.plan.removed.map((area) => area.pcode),
    ...renewed.filter((area) => area.change === 'changed').map((area) => area.pcode),
  ];
  if (ended.length > 0) await store.closeAreas(tx, ended, { id, validFrom });
  await store.insertAreas(tx, renewed.map(toNewArea), { id, countryCode: country, validFrom });
  if (renewed.some((area) => area.shape) || ended.length > 0) await redrawMap(tx, country);
  await insertSuccessions(tx, id, run.successions);
  await store.renewVersion(tx);
  const sitesMoved = await settleSites(tx);
  await audit(tx, actor, {
    action: 'places.edition_applied',
    entity: 'places.edition',
    entityId: id,
    after: { ...edition, successions: run.successions.length, sitesMoved },
    at: now,
  });
  return id;
}
