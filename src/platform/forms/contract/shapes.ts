import { z } from 'zod';

export const id = z.uuid();
export const instant = z.string();

/** Texts of a form by its own languages (`English (en)`, `default`); the form decides which there are. */
const texts = z.record(z.string(), z.string());
export type Texts = z.infer<typeof texts>;

export const versionState = z.enum(['draft', 'tested', 'published', 'retired']);
export type VersionState = z.infer<typeof versionState>;

export const versionMoves = ['publish', 'test', 'untest', 'retire', 'reopen'] as const;
export type VersionMove = (typeof versionMoves)[number];

export const reviewState = z.enum(['received', 'edited', 'has_issues', 'approved', 'rejected']);
export type ReviewState = z.infer<typeof reviewState>;

/** What a reviewer may do; a correction of the answers moves the state as well. */
export const reviewMoves = ['approve', 'flag', 'reject', 'reopen'] as const;
export type ReviewMove = (typeof reviewMoves)[number];

/** How the answer of a question is kept in `data`: what filters, sorting and exports may do with it. */
const answerKind = z.enum([
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'dateTime',
  'select_one',
  'select_multiple',
  'rank',
  'geopoint',
  'geotrace',
  'geoshape',
  'file',
  'note',
]);
export type AnswerKind = z.infer<typeof answerKind>;

const choice = z.object({ value: z.string(), label: texts });

/** One question, group or repeat of a form, in document order. */
const outlineNode = z.object({
  /** Path without the root element: `household/head/age`. The key of the answer in `data`. */
  path: z.string(),
  name: z.string(),
  node: z.enum(['question', 'group', 'repeat']),
  /** Question type as the workbook spells it (`select_one`, `calculate`, `start`); empty for containers. */
  type: z.string(),
  /** Null for containers. */
  kind: answerKind.nullable(),
  /** Path of the innermost repeat around it; null outside repeats. */
  repeat: z.string().nullable(),
  label: texts,
  /** Name of the choice list in `lists`; null when it has none or the choices come from elsewhere. */
  list: z.string().nullable(),
  required: z.boolean(),
  /** Only asked under a condition of its own or of a group around it. */
  conditional: z.boolean(),
});
export type OutlineNode = z.infer<typeof outlineNode>;

/** What lists, filters, exports and figures need to know of a form; derived from the compiled model. */
export const outline = z.object({
  languages: z.array(z.string()),
  defaultLanguage: z.string(),
  nodes: z.array(outlineNode),
  lists: z.record(z.string(), z.array(choice)),
});
export type Outline = z.infer<typeof outline>;

/** A finding of the form compiler; `code` and `params` give the text in any language (`diagnosticMessage`). */
export const diagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  sheet: z.string().optional(),
  row: z.number().optional(),
  column: z.object({ name: z.string(), letter: z.string() }).optional(),
  suggestion: z.string().optional(),
});
export type FormDiagnostic = z.infer<typeof diagnostic>;

export const change = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  path: z.string(),
  /** What differs: `type`, `label`, `choices`, `condition` ...; `question` when all of it came or went. */
  aspect: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Answers of the earlier version may not fit the later one. */
  breaking: z.boolean(),
});
export type FormChange = z.infer<typeof change>;
