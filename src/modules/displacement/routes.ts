import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import { bind, type Binding as RouteBinding } from '#platform/http/binding.ts';
import * as contract from './contract.ts';
import { beginReport } from './service/begin-report.ts';
import * as bindings from './service/binding.ts';
import { figuresOf } from './service/figures.ts';
import { figuresCsv } from './service/figures-csv.ts';
import * as rounds from './service/round.ts';
import * as figureStore from './store/figure.ts';
import * as roundStore from './store/round.ts';

const toBinding = (row: roundStore.BindingRow): contract.Binding => ({
  id: row.id,
  roundId: row.round_id,
  formId: row.form_id,
  formTitle: row.form_title,
  tool: row.tool,
  mapping: row.mapping,
  mappingVersion: row.mapping_version,
  recordCount: row.record_count,
  skipped: row.skipped,
});

function toFigureRow(row: figureStore.FigureRowRow): contract.FigureRow {
  const mapped = row.mapping.figures.find((f) => f.category === row.category);
  return {
    recordId: row.record_id,
    formId: row.form_id,
    formTitle: row.form_title,
    place: row.place_name,
    pcode: row.pcode,
    assessedOn: row.assessed_on,
    category: row.category,
    households: row.households,
    individuals: row.individuals,
    method: row.method,
    standing: row.standing,
    flags: row.flags as contract.FigureRow['flags'],
    reviewState: row.review_state,
    rule: {
      householdsQuestion: mapped?.households ?? null,
      individualsQuestion: mapped?.individuals ?? null,
      householdSize: row.mapping.householdSize?.value ?? null,
      householdSizeSource: row.mapping.householdSize?.source ?? null,
      mappingVersion: row.mapping_version,
    },
  };
}

const roundRoutes: RouteBinding[] = [
  bind(contract.listRounds, async (c) => ({
    items: (await roundStore.listRounds(c.tx, c.querystring.operationId)).map(roundStore.toRound),
  })),
  bind(contract.createRound, async (c) =>
    roundStore.toRound(await rounds.createRound(c.tx, c.actor, c.body, c.now)),
  ),
  bind(contract.updateRound, async (c) =>
    roundStore.toRound(await rounds.updateRound(c.tx, c.actor, c.params.roundId, c.body, c.now)),
  ),
  bind(contract.moveRound, async (c) =>
    roundStore.toRound(await rounds.moveRound(c.tx, c.actor, c.params.roundId, c.body, c.now)),
  ),
  bind(contract.listBindings, async (c) => ({
    round: roundStore.toRound(await rounds.getRound(c.tx, c.params.roundId)),
    items: (await roundStore.listBindings(c.tx, c.params.roundId)).map(toBinding),
  })),
  bind(contract.suggestMapping, (c) => bindings.suggestFor(c.tx, c.params.formId)),
  bind(contract.bindForm, async (c) =>
    toBinding(await bindings.bindForm(c.tx, c.actor, { ...c.params, ...c.body }, c.now)),
  ),
  bind(contract.unbindForm, async (c) => {
    await bindings.unbindForm(c.tx, c.actor, c.params.roundId, c.params.formId, c.now);
    return undefined;
  }),
];

const figureRoutes: RouteBinding[] = [
  bind(contract.getFigures, (c) => figuresOf(c.tx, c.querystring)),
  bind(contract.exportFigures, async (c) => {
    const query = c.querystring;
    const { round, areas } = await figuresOf(c.tx, query);
    await audit(c.tx, c.actor, {
      action: 'displacement.figures_exported',
      entity: 'displacement.round',
      entityId: round.id,
      operationId: round.operationId,
      after: { tool: query.tool, category: query.category, level: query.level, within: query.within ?? null },
      at: c.now,
    });
    const about = { ...query, roundCode: round.code, reportingDate: round.reportingDate };
    return {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="figures-${query.category}-adm${query.level}-round-${round.number}.csv"`,
      },
      body: figuresCsv(areas, about),
    };
  }),
  bind(contract.beginReport, (c) => beginReport(c.tx, c.actor, { ...c.params, ...c.body }, c.now)),
  bind(contract.getTrend, async (c) => ({
    items: (await figureStore.listTrend(c.tx, c.querystring)).map((p) => ({
      roundId: p.round_id,
      code: p.code,
      reportingDate: p.reporting_date,
      state: p.state as contract.RoundState,
      households: p.households,
      individuals: p.individuals,
      places: p.places,
    })),
  })),
  bind(contract.listFigureRows, async (c) => {
    const { limit, cursor, ...scope } = c.querystring;
    const [individuals, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof individuals === 'number' && typeof id === 'string' ? { individuals, id } : undefined;
    const rows = await figureStore.listFigureRows(c.tx, { ...scope, after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toFigureRow),
      nextCursor: rows.length > limit && last ? encodeCursor([last.individuals, last.id]) : null,
    };
  }),
];

export const displacementRoutes: RouteBinding[] = [...roundRoutes, ...figureRoutes];
