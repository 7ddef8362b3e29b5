import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { moveFields, moveReason } from '#platform/workflow/contract.ts';

const id = z.uuid();
const day = z.iso.date();
const pcode = z.string().trim().min(2).max(30);

/** DTM tools that give stock figures. Baseline figures contain those of the sites: the two are never added up. */
export const tools = ['baseline', 'site_assessment'] as const;
export type Tool = (typeof tools)[number];

/** Whom a figure counts. Categories are different people and are shown apart. */
export const categories = ['idp', 'returnee', 'returnee_from_abroad', 'refugee', 'migrant', 'host'] as const;
export type Category = (typeof categories)[number];

export const ageBands = ['0', '1-5', '6-17', '18-59', '60+', '0-4', '5-17', '0-17', '18+', 'all'] as const;
export const sexes = ['female', 'male', 'all'] as const;

export const roundStates = [
  'planned',
  'collecting',
  'cleaning',
  'validated',
  'cleared',
  'published',
  'superseded',
] as const;
export type RoundState = (typeof roundStates)[number];

const roundMoves = [
  'start',
  'clean',
  'validate',
  'clear',
  'publish',
  'supersede',
  'correct',
  'resume',
] as const;
export type RoundMove = (typeof roundMoves)[number];

const round = z.object({
  id,
  operationId: id,
  number: z.number().int(),
  code: z.string(),
  name: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  /** The day for which the figures speak. */
  reportingDate: z.string(),
  state: z.enum(roundStates),
  /** Records that count towards the figures. */
  recordCount: z.number().int(),
  /** Whom the figures count, by which tool: where there is something to read. */
  counted: z.array(z.object({ tool: z.enum(tools), category: z.enum(categories) })),
});
export type Round = z.infer<typeof round>;

const roundInput = z.object({
  number: z.number().int().min(1).max(9999),
  code: z.string().trim().min(1).max(30),
  name: z.string().trim().max(200).default(''),
  startsOn: day,
  endsOn: day,
  reportingDate: day,
});

export const listRounds = defineRoute({
  id: 'displacement.listRounds',
  method: 'GET',
  url: '/api/displacement/rounds',
  summary: 'Rounds of an operation, newest first',
  config: { offline: 'keep', permission: 'displacement.round.read' },
  schema: { querystring: z.object({ operationId: id }), response: z.object({ items: z.array(round) }) },
});

export const createRound = defineRoute({
  id: 'displacement.createRound',
  method: 'POST',
  url: '/api/displacement/rounds',
  summary: 'Plan a round',
  config: { permission: 'displacement.round.write', audit: 'displacement.round_created' },
  schema: { body: roundInput.extend({ operationId: id }), response: round },
});

export const updateRound = defineRoute({
  id: 'displacement.updateRound',
  method: 'PATCH',
  url: '/api/displacement/rounds/:roundId',
  summary: 'Correct a round that is not cleared yet',
  config: { permission: 'displacement.round.write', audit: 'displacement.round_changed' },
  schema: { params: z.object({ roundId: id }), body: roundInput.partial(), response: round },
});

export const moveRound = defineRoute({
  id: 'displacement.moveRound',
  method: 'POST',
  url: '/api/displacement/rounds/:roundId/state',
  summary: 'Move a round to the next state (or back for correction, with a reason)',
  config: { permission: 'displacement.round.write', audit: 'displacement.round_moved' },
  schema: {
    params: z.object({ roundId: id }),
    body: z.object({ ...moveFields(roundMoves, roundStates), reason: moveReason }),
    response: round,
  },
});

/** Path of a question inside the form, such as `population/idp_ind`; repeats cannot be mapped. */
const question = z.string().min(1).max(500);

const figureMapping = z.object({
  category: z.enum(categories),
  households: question.nullable().default(null),
  individuals: question.nullable().default(null),
  /** Questions that break the individuals down by sex and age. */
  bands: z
    .array(z.object({ sex: z.enum(sexes), age: z.enum(ageBands), question }))
    .max(60)
    .default([]),
  /** P-code of the area of origin. */
  origin: question.nullable().default(null),
  reason: question.nullable().default(null),
});
export type FigureMapping = z.infer<typeof figureMapping>;

const mapping = z.object({
  /** How the place of a record is told: an answer that is a P-code, one that is a site's code, or a position. */
  place: z.object({ kind: z.enum(['pcode', 'site', 'geopoint']), question }),
  /** Names the location within the area (a locality); records of one location in one round replace each other. */
  location: question.nullable().default(null),
  /** Where the enumerator stood; a record taken far from the place it speaks of is flagged. */
  position: question.nullable().default(null),
  /** Day of the assessment; the day of receipt where nothing is mapped. */
  date: question.nullable().default(null),
  /** Only records with this answer belong to the round; without it those whose date lies in the round's period. */
  round: z
    .object({ question, value: z.string().max(100) })
    .nullable()
    .default(null),
  /** Household size for records that give households only, with where it comes from. */
  householdSize: z
    .object({ value: z.number().min(1).max(20), source: z.string().trim().min(1).max(300) })
    .nullable()
    .default(null),
  figures: z.array(figureMapping).min(1).max(6),
});
export type Mapping = z.infer<typeof mapping>;

const binding = z.object({
  id,
  roundId: id,
  formId: id,
  formTitle: z.string(),
  tool: z.enum(tools),
  mapping,
  /** Raised with each change; every figure names the version that it was made with. */
  mappingVersion: z.number().int(),
  recordCount: z.number().int(),
  /** Records of the form that gave no figure, with the reason. */
  skipped: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});
export type Binding = z.infer<typeof binding>;

export const listBindings = defineRoute({
  id: 'displacement.listBindings',
  method: 'GET',
  url: '/api/displacement/rounds/:roundId/bindings',
  summary: 'Forms bound to a round, with their mappings',
  config: { permission: 'displacement.round.read' },
  schema: { params: z.object({ roundId: id }), response: z.object({ round, items: z.array(binding) }) },
});

export const suggestMapping = defineRoute({
  id: 'displacement.suggestMapping',
  method: 'GET',
  url: '/api/displacement/forms/:formId/mapping-suggestion',
  summary:
    'A first mapping proposed from the names and types of a form’s questions, and the questions to choose from',
  config: { permission: 'displacement.round.write' },
  schema: {
    params: z.object({ formId: id }),
    response: z.object({
      formTitle: z.string(),
      mapping: mapping.partial().extend({ figures: z.array(figureMapping) }),
      questions: z.array(z.object({ path: z.string(), type: z.string(), label: z.string() })),
    }),
  },
});

export const bindForm = defineRoute({
  id: 'displacement.bindForm',
  method: 'PUT',
  url: '/api/displacement/rounds/:roundId/bindings/:formId',
  summary:
    'Bind a form to a round with its mapping, or change the mapping; figures are made anew from all its records',
  config: { permission: 'displacement.round.write', audit: 'displacement.form_bound' },
  schema: {
    params: z.object({ roundId: id, formId: id }),
    body: z.object({ tool: z.enum(tools), mapping }),
    response: binding,
  },
});

export const unbindForm = defineRoute({
  id: 'displacement.unbindForm',
  method: 'DELETE',
  url: '/api/displacement/rounds/:roundId/bindings/:formId',
  summary: 'Take a form out of a round; its records stay, its figures go',
  config: { permission: 'displacement.round.write', audit: 'displacement.form_unbound' },
  schema: { params: z.object({ roundId: id, formId: id }) },
});

const figuresQuery = z.object({
  roundId: id,
  tool: z.enum(tools).default('baseline'),
  category: z.enum(categories).default('idp'),
  level: z.coerce.number().int().min(0).max(4).default(1),
  /** Only areas inside this one. */
  within: pcode.optional(),
  /** Language of the names of areas. */
  language: z.enum(['en', 'fr', 'es', 'ar']).default('en'),
});

/** Change since the round before, over the places that both rounds have (places new or gone are told apart). */
const change = z.object({
  previousRoundId: id,
  previousCode: z.string(),
  placesInBoth: z.number().int(),
  before: z.number(),
  now: z.number(),
  difference: z.number(),
  /** Null when the earlier figure is 0. */
  percent: z.number().nullable(),
  placesNew: z.number().int(),
  individualsNew: z.number(),
  placesGone: z.number().int(),
  individualsGone: z.number(),
});
export type Change = z.infer<typeof change>;

const areaFigure = z.object({
  /** Null for records whose place is in no known area of this level. */
  pcode: z.string().nullable(),
  name: z.string(),
  /** Null where no record says: not asked is not zero. The same for women and men. */
  households: z.number().nullable(),
  individuals: z.number(),
  /** Individuals that were computed from households, contained in `individuals`. */
  estimated: z.number(),
  female: z.number().nullable(),
  male: z.number().nullable(),
  places: z.number().int(),
  records: z.number().int(),
  flagged: z.number().int(),
  change: change.nullable(),
});
export type AreaFigure = z.infer<typeof areaFigure>;

const bandFigure = z.object({ sex: z.enum(sexes), age: z.enum(ageBands), individuals: z.number() });
export type BandFigure = z.infer<typeof bandFigure>;

export const getFigures = defineRoute({
  id: 'displacement.figures',
  method: 'GET',
  url: '/api/displacement/figures',
  summary:
    'Figures of a round by area of a level, with totals, sex and age, and the change since the round before',
  config: { permission: 'displacement.figure.read' },
  schema: {
    querystring: figuresQuery,
    response: z.object({
      round,
      total: areaFigure,
      areas: z.array(areaFigure),
      bands: z.array(bandFigure),
      /** Records that count for nothing yet, by reason. */
      leftOut: z.array(z.object({ reason: z.string(), records: z.number().int() })),
    }),
  },
});

export const exportFigures = defineRoute({
  id: 'displacement.exportFigures',
  method: 'GET',
  url: '/api/displacement/figures.csv',
  summary: 'The same figures as CSV with an HXL row',
  config: {
    permission: 'displacement.figure.read',
    audit: 'displacement.figures_exported',
    raw: 'response',
    produces: 'text/csv',
  },
  schema: { querystring: figuresQuery },
});

export const beginReport = defineRoute({
  id: 'displacement.beginReport',
  method: 'POST',
  url: '/api/displacement/rounds/:roundId/reports',
  summary: 'Have the figures of a round set as a PDF or DOCX document; answers the job that does it',
  config: { permission: 'displacement.figure.read', audit: 'displacement.report_begun', ratePerMinute: 30 },
  schema: {
    params: z.object({ roundId: id }),
    body: figuresQuery
      .omit({ roundId: true })
      .extend({ level: z.number().int().min(0).max(4).default(1), format: z.enum(['pdf', 'docx']) }),
    response: z.object({ runId: z.string() }),
  },
});

const trendPoint = z.object({
  roundId: id,
  code: z.string(),
  reportingDate: z.string(),
  state: z.enum(roundStates),
  households: z.number().nullable(),
  individuals: z.number(),
  places: z.number().int(),
});

export const getTrend = defineRoute({
  id: 'displacement.trend',
  method: 'GET',
  url: '/api/displacement/trend',
  summary: 'Totals of every round of an operation, oldest first',
  config: { permission: 'displacement.figure.read' },
  schema: {
    querystring: z.object({
      operationId: id,
      tool: z.enum(tools).default('baseline'),
      category: z.enum(categories).default('idp'),
      within: pcode.optional(),
    }),
    response: z.object({ items: z.array(trendPoint) }),
  },
});

export const figureFlags = [
  'sex_age_differs',
  'household_size_unusual',
  'individuals_without_households',
  'estimated_from_households',
  'far_from_place',
  'negative',
] as const;

const figureRow = z.object({
  recordId: id,
  formId: id,
  formTitle: z.string(),
  place: z.string(),
  pcode: z.string().nullable(),
  assessedOn: z.string(),
  category: z.enum(categories),
  households: z.number().nullable(),
  individuals: z.number(),
  /** `counted`: the answer itself; `estimated`: households x household size. */
  method: z.enum(['counted', 'estimated']),
  /** `counts`, or why the record adds nothing: a later record of the same place replaced it, a reviewer rejected it. */
  standing: z.enum(['counts', 'replaced', 'rejected']),
  flags: z.array(z.enum(figureFlags)),
  reviewState: z.string(),
  rule: z.object({
    householdsQuestion: z.string().nullable(),
    individualsQuestion: z.string().nullable(),
    householdSize: z.number().nullable(),
    householdSizeSource: z.string().nullable(),
    mappingVersion: z.number().int(),
  }),
});
export type FigureRow = z.infer<typeof figureRow>;

export const listFigureRows = defineRoute({
  id: 'displacement.figureRows',
  method: 'GET',
  url: '/api/displacement/figure-rows',
  summary: 'The records behind a figure, each with the rule that made its number',
  config: { permission: 'displacement.figure.read' },
  schema: {
    querystring: pageQuery.extend({
      roundId: id,
      tool: z.enum(tools).default('baseline'),
      category: z.enum(categories).default('idp'),
      within: pcode.optional(),
      /** Only records that carry a flag. */
      flagged: z.stringbool().optional(),
    }),
    response: pageOf(figureRow),
  },
});
