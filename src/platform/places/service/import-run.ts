import type { Actor, Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import type { DryRun } from '../import/dry-run.ts';
import type { Layer, SourceFile } from '../import/layer.ts';
import type { AreaMapping } from '../import/mapping.ts';
import type { ImportProblem } from '../import/problem.ts';
import { currentAreas } from '../lookup.ts';
import { proposeSiteMapping, type SiteMapping } from '../site-import/mapping.ts';
import { dryRunSites, type SiteRun } from '../site-import/rows.ts';
import * as store from '../store/import.ts';
import * as sites from '../store/site.ts';
import { applyPlan } from './apply.ts';
import { dryRunImport, readAll, refuseErrors, refuseOutOfReach } from './area-import.ts';
import type { EditionSettings } from './edition-settings.ts';
import { readImportLayers, unendedImport } from './import-draft.ts';
import { applySites, valuesOf } from './site.ts';

const settingsOf = (row: store.ImportRow): EditionSettings => ({
  ...(row.settings as unknown as Omit<EditionSettings, 'country'>),
  country: row.country_code ?? '',
});

const areaReport = (run: DryRun) => ({
  counts: run.counts,
  groups: run.groups,
  rows: run.rows,
  plan: run.planCounts,
  successions: run.successions,
  suggestedFrom: run.suggestedFrom,
});

const siteReport = (run: SiteRun) => ({
  counts: run.counts,
  groups: run.groups,
  rows: run.rows,
  plan: { added: run.plan.added.length, changed: run.plan.changed.length, unchanged: run.plan.unchanged },
});

async function saveRun(
  tx: Tx,
  row: store.ImportRow,
  run: {
    report: object;
    problems: readonly ImportProblem[];
    status: 'checked' | 'applied';
    editionId?: string;
  },
  now: Date,
): Promise<void> {
  const { report, problems, status, editionId = null } = run;
  // Given up while it was at work: what it did is undone.
  await unendedImport(tx, row.kind, row.id);
  const saved = { ...row, status, report: report as Record<string, unknown>, edition_id: editionId };
  await store.saveImport(tx, row.id, saved, now);
  await store.replaceProblems(tx, row.id, problems);
  if (status === 'applied') await store.dropFileBytes(tx, row.id);
}

export type WorkKind = 'check' | 'apply';

export interface Run {
  work: WorkKind;
  breathe: () => Promise<void>;
  now: Date;
}

/** Checks areas and, when asked to and nothing is wrong, applies them; answers how many errors kept it from that. */
export async function runAreaImport(
  tx: Tx,
  actor: Actor,
  row: store.ImportRow,
  { work, breathe, now }: Run,
): Promise<number> {
  const settings = settingsOf(row);
  await refuseOutOfReach(tx, settings.country);
  const layers = await readImportLayers(tx, row);
  const run = await dryRunImport(tx, settings, layers, row.mappings as AreaMapping[], breathe);
  const saved = { report: areaReport(run), problems: run.problems };
  if (work === 'check' || run.counts.error > 0) {
    await saveRun(tx, row, { ...saved, status: 'checked' }, now);
    return run.counts.error;
  }
  const editionId = await applyPlan(tx, actor, settings, run, now);
  await saveRun(tx, row, { ...saved, status: 'applied', editionId }, now);
  return 0;
}

interface SiteImport {
  operationId: string;
  layers: readonly Layer[];
  mappings: readonly SiteMapping[];
}

async function runSites(tx: Tx, input: SiteImport, now: Date) {
  const operation = await sites.findOperation(tx, input.operationId);
  if (!operation) throw notFound('operation');
  const existing = new Map(
    (await sites.readSites(tx, { operationId: operation.id })).map((site) => [site.code, site]),
  );
  const run = dryRunSites({
    layers: input.layers,
    mappings: input.mappings,
    index: await currentAreas(tx),
    country: { alpha2: operation.country, alpha3: operation.alpha3 },
    existing: new Map([...existing].map(([code, site]) => [code, valuesOf(site)])),
    today: now.toISOString().slice(0, 10),
  });
  return { run, existing };
}

const siteInput = async (tx: Tx, row: store.ImportRow): Promise<SiteImport> => ({
  operationId: row.operation_id ?? '',
  layers: await readImportLayers(tx, row),
  mappings: row.mappings as SiteMapping[],
});

/** As for areas. */
export async function runSiteImport(
  tx: Tx,
  actor: Actor,
  row: store.ImportRow,
  { work, now }: Run,
): Promise<number> {
  const input = await siteInput(tx, row);
  const { run, existing } = await runSites(tx, input, now);
  const applies = work === 'apply' && run.counts.error === 0;
  if (applies) await applySites(tx, actor, { operationId: input.operationId, plan: run.plan, existing }, now);
  const status = applies ? 'applied' : 'checked';
  await saveRun(tx, row, { report: siteReport(run), problems: run.problems, status }, now);
  return run.counts.error;
}

/** Imports sites in one call, without the steps of the screen; throws a Problem and changes nothing on any error. */
export async function importSites(
  tx: Tx,
  actor: Actor,
  input: { operationId: string; files: readonly SourceFile[]; mappings?: readonly SiteMapping[] },
  now: Date,
): Promise<SiteRun> {
  const layers = readAll(input.files);
  const { operationId, mappings = layers.map(proposeSiteMapping) } = input;
  const { run, existing } = await runSites(tx, { operationId, layers, mappings }, now);
  refuseErrors(run);
  await applySites(tx, actor, { operationId, plan: run.plan, existing }, now);
  return run;
}
