import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound, Problem } from '#platform/http/problem.ts';
import type { Names } from '../domain.ts';
import { type DryRun, dryRunAreas } from '../import/dry-run.ts';
import type { Layer, SourceFile } from '../import/layer.ts';
import { type AreaMapping, proposeAreaMapping } from '../import/mapping.ts';
import { ImportRefused } from '../import/problem.ts';
import { readLayers } from '../import/read.ts';
import { messageOf } from '../problem-message.ts';
import { isUserAssigned } from '../reference/countries.ts';
import { countryBox } from '../reference/outlines.ts';
import { readCurrent } from '../store/area.ts';
import { findCountry, insertCountry, lockLatestEdition, mayImport } from '../store/edition.ts';
import { applyPlan } from './apply.ts';
import { breather } from './breathe.ts';
import type { EditionSettings } from './edition-settings.ts';

/** A refusal of the import steps as the answer of a request. */
function problemOfRefusal(cause: unknown): unknown {
  if (!(cause instanceof ImportRefused)) return cause;
  const detail = messageOf('en', cause.code, cause.params);
  const status = /too_large|too_many|bomb/.test(cause.code) ? 413 : 422;
  return new Problem(status, cause.code, { detail, params: cause.params });
}

/** Layers of all files, or the refusal of the first that cannot be read. */
export function readAll(files: readonly SourceFile[]): Layer[] {
  try {
    return files.flatMap(readLayers);
  } catch (cause) {
    throw problemOfRefusal(cause);
  }
}

/** Refuses a country in whose operations and offices the actor may not import boundaries. */
export async function refuseOutOfReach(tx: Tx, code: string): Promise<void> {
  if (await mayImport(tx, code)) return;
  const problem = 'places.country.out_of_reach';
  throw new Problem(403, problem, { detail: messageOf('en', problem, { code }), params: { code } });
}

/** Compares layers with what is in force and changes nothing. */
export async function dryRunImport(
  tx: Tx,
  settings: EditionSettings,
  layers: readonly Layer[],
  mappings: readonly AreaMapping[],
  breathe = breather(),
): Promise<DryRun> {
  const country = await findCountry(tx, settings.country);
  if (!country) throw notFound('country');
  const currentFrom = await lockLatestEdition(tx, country.code);
  const current = await readCurrent(tx, country.code);
  try {
    return await dryRunAreas({
      layers,
      mappings,
      country: {
        alpha2: country.code,
        alpha3: country.alpha3,
        names: country.names,
        box: country.user_assigned ? undefined : countryBox(country.code),
      },
      validFrom: settings.validFrom,
      currentFrom,
      mode: settings.mode,
      makeParents: settings.makeParents,
      current: new Map(current.map((area) => [area.pcode, area])),
      breathe,
    });
  } catch (cause) {
    throw problemOfRefusal(cause);
  }
}

/** Refuses a dry run that found errors, telling the first ones; the whole report stays with the import. */
export function refuseErrors(run: Pick<DryRun, 'counts' | 'problems'>): void {
  if (run.counts.error === 0) return;
  const errors = run.problems
    .filter((problem) => problem.severity === 'error')
    .slice(0, 20)
    .map((problem) => ({
      path: [problem.layer, problem.row].filter((part) => part !== null && part !== '').join(':'),
      code: problem.code,
      message: messageOf('en', problem.code, problem.params),
      params: problem.params,
    }));
  throw new Problem(422, 'places.import.has_errors', {
    detail: messageOf('en', 'places.import.has_errors', { count: run.counts.error }),
    params: { count: run.counts.error },
    errors,
  });
}

/** Checks once more under the lock of the country, then writes everything or nothing. */
async function applyImport(
  tx: Tx,
  actor: Actor,
  input: { settings: EditionSettings; layers: readonly Layer[]; mappings: readonly AreaMapping[] },
  now: Date,
): Promise<{ editionId: string; run: DryRun }> {
  await refuseOutOfReach(tx, input.settings.country);
  const run = await dryRunImport(tx, input.settings, input.layers, input.mappings);
  refuseErrors(run);
  return { editionId: await applyPlan(tx, actor, input.settings, run, now), run };
}

/**
 * Imports boundaries or a gazetteer in one call, without the steps of the screen: reads, maps (by proposal unless
 * mappings are given), checks and applies. Throws a Problem and changes nothing when anything is wrong.
 */
export async function importAreas(
  tx: Tx,
  actor: Actor,
  input: EditionSettings & { files: readonly SourceFile[]; mappings?: readonly AreaMapping[] },
  now: Date,
): Promise<{ editionId: string; run: DryRun }> {
  const { files, mappings, ...settings } = input;
  const layers = readAll(files);
  return applyImport(
    tx,
    actor,
    { settings, layers, mappings: mappings ?? layers.map(proposeAreaMapping) },
    now,
  );
}

/** Adds a territory under a user-assigned ISO code (XA and so on): a training country, or one without a code. */
export async function addCountry(
  tx: Tx,
  actor: Actor,
  input: { code: string; alpha3: string; names: Names },
  now: Date,
): Promise<void> {
  if (!isUserAssigned(input.code)) {
    const message = messageOf('en', 'places.country.not_user_assigned', { code: input.code });
    throw invalid('body.code', 'places.country.not_user_assigned', message, { code: input.code });
  }
  await refuseOutOfReach(tx, input.code);
  await insertCountry(tx, input);
  await audit(tx, actor, {
    action: 'places.country_added',
    entity: 'places.country',
    entityId: input.code,
    after: input,
    at: now,
  });
}
