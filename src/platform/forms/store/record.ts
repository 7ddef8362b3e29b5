import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Language } from '#platform/i18n/language.ts';
import type { Answers } from '../answers/read-answers.ts';
import type { ReviewState } from '../contract/shapes.ts';

/** What forms.find_records understands; see policies.sql. Tokens, words, bounds: never text of SQL. */
export interface RecordSearch {
  any?: number[][];
  all?: number[];
  none?: number[];
  words?: string[];
  receivedFrom?: string;
  receivedTo?: string;
  submittedBy?: string;
  cells?: [number, number][];
  box?: [number, number, number, number];
  /** Records without a name. */
  unnamed?: true;
  /** Keyset: instant and id of the last row of the page before. */
  after?: [string, string];
  /** path, least, greatest: the exact bounds of number ranges, for counting. */
  numbers?: [string, number | null, number | null][];
}

export interface FoundRow {
  id: string;
  sort_at: string;
}

/** Ids of the records of a search in the order of their arrival or last change. */
export const findRecords = (
  tx: Tx,
  formId: string,
  search: RecordSearch,
  order: { byChange: boolean; descending: boolean; limit: number },
): Promise<FoundRow[]> =>
  rawQuery<FoundRow>(
    tx,
    // Microseconds must survive the way to the cursor and back.
    `select id, to_char(sort_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort_at
     from forms.find_records($1, $2, $3, $4, $5)`,
    [formId, JSON.stringify(search), order.byChange, order.descending, order.limit],
    { name: 'forms.find_records' },
  );

export const countFound = async (
  tx: Tx,
  formId: string,
  search: RecordSearch,
  upTo: number,
): Promise<{ n: number; exact: boolean }> =>
  (
    await rawQuery<{ n: number; exact: boolean }>(tx, 'select n, exact from forms.count_found($1, $2, $3)', [
      formId,
      JSON.stringify(search),
      upTo,
    ])
  )[0]!;

export const gatherPoints = (
  tx: Tx,
  formId: string,
  search: RecordSearch,
  at: { shift: number; most: number },
): Promise<{ n: number; lon: number; lat: number; id: string }[]> =>
  rawQuery(tx, 'select n, lon, lat, id from forms.gather_points($1, $2, $3, $4)', [
    formId,
    JSON.stringify(search),
    at.shift,
    at.most,
  ]);

export interface RecordRow {
  id: string;
  form_id: string;
  version_id: string;
  version: string;
  operation_id: string;
  office_id: string;
  submission_id: string;
  instance_id: string;
  instance_name: string | null;
  received_at: Date;
  updated_at: Date;
  submitted_by: string | null;
  submitted_by_name: string | null;
  device_id: string | null;
  started_at: Date | null;
  ended_at: Date | null;
  review_state: ReviewState;
  lon: number | null;
  lat: number | null;
  files_expected: number;
  files_received: number;
  data: Answers;
}
const RECORD = `r.id, r.form_id, r.version_id, v.version, r.operation_id, r.office_id, r.submission_id, r.instance_id,
  r.instance_name, r.received_at, r.updated_at, r.submitted_by, forms.sender_name(r.submitted_by) as submitted_by_name,
  r.device_id, r.started_at, r.ended_at, r.review_state, r.lon, r.lat, r.files_expected, r.files_received, r.data`;
const FROM = 'forms.record r join forms.form_version v on v.id = r.version_id';

/** Rows of ids in the order of the ids; those out of sight are left out. */
export const listByIds = (tx: Tx, ids: readonly string[]): Promise<RecordRow[]> =>
  rawQuery<RecordRow>(
    tx,
    `select ${RECORD} from unnest($1::uuid[]) with ordinality as x(id, n) join ${FROM} on r.id = x.id order by x.n`,
    [ids],
    { name: 'forms.records_by_ids' },
  );

export const findRecord = async (
  tx: Tx,
  id: string,
): Promise<(RecordRow & { form_title: string }) | undefined> =>
  (
    await rawQuery<RecordRow & { form_title: string }>(
      tx,
      `select ${RECORD}, f.title as form_title from ${FROM} join forms.form f on f.id = r.form_id where r.id = $1`,
      [id],
    )
  )[0];

/** The beginnings of instance ids by record: what screens call a record that has no name of its own. */
export const recordReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await rawQuery<{ id: string; reference: string }>(
    tx,
    `select id, left(replace(instance_id, 'uuid:', ''), 8) as reference from forms.record where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, reference }) => [id, reference]));
};

/** Whether somebody may open records of an operation, and have tasks there. */
export const mayCorrect = async (tx: Tx, accountId: string, operationId: string): Promise<boolean> =>
  (
    await rawQuery<{ may: boolean }>(tx, 'select coalesce(forms.may_correct($1, $2), false) as may', [
      accountId,
      operationId,
    ])
  )[0]!.may;

/** The language of somebody whom the actor sees, themselves at least. */
export const findLanguage = async (tx: Tx, accountId: string | null): Promise<Language> =>
  (
    await rawQuery<{ language: Language }>(tx, 'select language from identity.account where id = $1', [
      accountId,
    ])
  )[0]?.language ?? 'en';

export interface SubmissionRow {
  id: string;
  instance_id: string;
  received_at: Date;
  submitted_by_name: string | null;
  user_agent: string | null;
}
export const listSubmissions = (tx: Tx, recordId: string): Promise<SubmissionRow[]> =>
  rawQuery<SubmissionRow>(
    tx,
    `select s.id, s.instance_id, s.received_at, forms.sender_name(s.submitted_by) as submitted_by_name, s.user_agent
     from forms.submission s where s.record_id = $1 order by s.received_at desc, s.id desc`,
    [recordId],
  );

export const findSubmissionXml = async (
  tx: Tx,
  recordId: string,
  submissionId: string,
): Promise<string | undefined> =>
  (
    await rawQuery<{ xml: string }>(tx, 'select xml from forms.submission where record_id = $1 and id = $2', [
      recordId,
      submissionId,
    ])
  )[0]?.xml;

export interface AttachmentRow {
  id: string;
  name: string;
  path: string | null;
  blob: Buffer | null;
  size: number | null;
  content_type: string | null;
}
export const listAttachments = (tx: Tx, recordId: string): Promise<AttachmentRow[]> =>
  rawQuery<AttachmentRow>(
    tx,
    'select id, name, path, blob, size, content_type from forms.attachment where record_id = $1 order by name',
    [recordId],
  );

export interface CommentRow {
  id: string;
  at: Date;
  by_name: string | null;
  text: string;
  state_before: ReviewState | null;
  state_after: ReviewState | null;
}
export const listComments = (tx: Tx, recordId: string): Promise<CommentRow[]> =>
  rawQuery<CommentRow>(
    tx,
    `select c.id, c.at, forms.sender_name(c.by) as by_name, c.text, c.state_before, c.state_after
     from forms.record_comment c where c.record_id = $1 order by c.at desc, c.id desc`,
    [recordId],
  );

export const insertComment = (
  tx: Tx,
  c: {
    recordId: string;
    operationId: string;
    by: string | null;
    at: Date;
    text: string;
    stateBefore: ReviewState | null;
    stateAfter: ReviewState | null;
  },
): Promise<unknown[]> =>
  rawQuery(
    tx,
    `insert into forms.record_comment (record_id, operation_id, by, at, text, state_before, state_after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [c.recordId, c.operationId, c.by, c.at, c.text, c.stateBefore, c.stateAfter],
  );

/** Sets the review state and the token by which filters find it. */
export const setReviewState = (
  tx: Tx,
  id: string,
  change: { state: ReviewState; oldToken: number; newToken: number; now: Date },
): Promise<unknown[]> =>
  rawQuery(
    tx,
    `update forms.record set review_state = $2, answer_tokens = array_append(array_remove(answer_tokens, $3::int4), $4::int4),
       updated_at = $5 where id = $1`,
    [id, change.state, change.oldToken, change.newToken, change.now],
  );
