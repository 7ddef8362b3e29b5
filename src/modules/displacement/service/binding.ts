import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { OutlineNode } from '#platform/forms/contract/shapes.ts';
import { findFormOutline, streamStoredRecords } from '#platform/forms/store/for-modules.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { currentAreas, siteCodesAmong } from '#platform/places/lookup.ts';
import type { Mapping, Tool } from '../contract.ts';
import { type ChoicesAs, type FormQuestion, readChoices, suggestMapping } from '../domain/suggest.ts';
import { type Contribution, replaceFigures } from '../store/figure.ts';
import * as store from '../store/round.ts';
import { contributionTo, placesNow } from './derive-record.ts';
import { lockOpenRound } from './round.ts';

/** Questions that a figure can stand on: those outside repeats. */
function questionsOf(nodes: readonly OutlineNode[], language: string): FormQuestion[] {
  return nodes
    .filter((n) => n.node === 'question' && n.repeat === null)
    .map((n) => ({
      path: n.path,
      name: n.name,
      type: n.type,
      label: n.label[language] ?? Object.values(n.label)[0] ?? n.name,
    }));
}

async function getForm(tx: Tx, formId: string) {
  const form = await findFormOutline(tx, formId);
  if (!form) throw notFound('form');
  return form;
}

/** Choices of a list that are looked up: enough to tell what they are. */
const LOOKED_UP = 40;

/** What each choice list of a form stands for among today's places. */
async function readLists(tx: Tx, form: Awaited<ReturnType<typeof getForm>>): Promise<Map<string, ChoicesAs>> {
  const lists = Object.entries(form.outline.lists).map(
    ([list, choices]) => [list, choices.slice(0, LOOKED_UP).map(({ value }) => value)] as const,
  );
  const areas = await currentAreas(tx);
  const isSite = await siteCodesAmong(
    tx,
    form.operationId,
    lists.flatMap(([, values]) => values),
  );
  const levelOf = (code: string) => areas.find(code)?.level;
  return new Map(lists.map(([list, values]) => [list, readChoices(values, isSite, levelOf)]));
}

export async function suggestFor(tx: Tx, formId: string) {
  const form = await getForm(tx, formId);
  const lists = await readLists(tx, form);
  const listOf = new Map(form.outline.nodes.map((node) => [node.path, node.list]));
  const questions = questionsOf(form.outline.nodes, form.outline.defaultLanguage).map((question) => ({
    ...question,
    choices: lists.get(listOf.get(question.path) ?? ''),
  }));
  return {
    formTitle: form.title,
    mapping: suggestMapping(questions),
    questions: questions.map(({ path, type, label }) => ({ path, type, label })),
  };
}

/** Every question that a mapping names. */
const questionsNamed = (m: Mapping): [where: string, question: string][] => [
  ['place.question', m.place.question],
  ...optional('location', m.location),
  ...optional('position', m.position),
  ...optional('date', m.date),
  ...optional('round.question', m.round?.question ?? null),
  ...m.figures.flatMap((f, i): [string, string][] => [
    ...optional(`figures.${i}.households`, f.households),
    ...optional(`figures.${i}.individuals`, f.individuals),
    ...optional(`figures.${i}.origin`, f.origin),
    ...optional(`figures.${i}.reason`, f.reason),
    ...f.bands.map((b, j): [string, string] => [`figures.${i}.bands.${j}.question`, b.question]),
  ]),
];
const optional = (where: string, question: string | null): [string, string][] =>
  question === null ? [] : [[where, question]];

/** Binds a form to a round, or changes its mapping, and derives the figures of all its records anew. */
export async function bindForm(
  tx: Tx,
  actor: Actor,
  input: { roundId: string; formId: string; tool: Tool; mapping: Mapping },
  now: Date,
): Promise<store.BindingRow> {
  const round = await lockOpenRound(tx, input.roundId);
  const form = await getForm(tx, input.formId);
  if (form.operationId !== round.operation_id) throw notFound('form');
  const known = new Set(questionsOf(form.outline.nodes, form.outline.defaultLanguage).map((q) => q.path));
  for (const [where, question] of questionsNamed(input.mapping)) {
    if (!known.has(question)) {
      throw invalid(
        `body.mapping.${where}`,
        'displacement.question_unknown',
        `The form has no question ${question} outside repeats.`,
        {
          question,
        },
      );
    }
  }
  const before = await store.findBinding(tx, round.id, input.formId);
  const bindingId = await store.saveBinding(tx, round, input.formId, input);
  const open = {
    id: bindingId,
    round_id: round.id,
    mapping: input.mapping,
    starts_on: round.starts_on,
    ends_on: round.ends_on,
  };
  await deriveAll(tx, input.formId, open);
  const after = (await store.findBinding(tx, round.id, input.formId))!;
  await audit(tx, actor, {
    action: 'displacement.form_bound',
    entity: 'displacement.round',
    entityId: round.id,
    operationId: round.operation_id,
    officeId: round.office_id,
    before: before && { formId: before.form_id, tool: before.tool, mapping: before.mapping },
    after: {
      formId: after.form_id,
      tool: after.tool,
      mapping: after.mapping,
      mappingVersion: after.mapping_version,
    },
    at: now,
  });
  return after;
}

/** Records whose figures are written at once: enough to hide the round trip, little enough for memory. */
const BATCH = 250;

async function deriveAll(tx: Tx, formId: string, binding: store.OpenBinding): Promise<void> {
  const places = await placesNow(tx);
  let batch: Contribution[] = [];
  for await (const record of streamStoredRecords(tx, formId)) {
    batch.push(await contributionTo(places, binding, record));
    if (batch.length === BATCH) {
      await replaceFigures(tx, batch);
      batch = [];
    }
  }
  if (batch.length > 0) await replaceFigures(tx, batch);
}

export async function unbindForm(
  tx: Tx,
  actor: Actor,
  roundId: string,
  formId: string,
  now: Date,
): Promise<void> {
  const round = await lockOpenRound(tx, roundId);
  const binding = await store.findBinding(tx, roundId, formId);
  if (!binding) throw notFound('binding');
  await store.deleteBinding(tx, binding.id);
  await audit(tx, actor, {
    action: 'displacement.form_unbound',
    entity: 'displacement.round',
    entityId: roundId,
    operationId: round.operation_id,
    officeId: round.office_id,
    before: { formId, tool: binding.tool, mapping: binding.mapping },
    at: now,
  });
}
