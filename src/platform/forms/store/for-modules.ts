import { CompiledQuery } from 'kysely';
import { rawQuery, streamRows, type Tx } from '#platform/db/tx.ts';
import type { Answers } from '../answers/read-answers.ts';
import type { Outline, ReviewState } from '../contract/shapes.ts';

/** A form as another slice binds to it: its questions are those of the newest version. */
export interface FormOutline {
  id: string;
  operationId: string;
  title: string;
  outline: Outline;
}

/** Undefined when there is no such form in the caller's scope. */
export const findFormOutline = async (tx: Tx, formId: string): Promise<FormOutline | undefined> =>
  (
    await rawQuery<FormOutline>(
      tx,
      `select f.id, f.operation_id as "operationId", f.title, v.outline
       from forms.form f join forms.form_version v on v.form_id = f.id
       where f.id = $1 order by v.created_at desc, v.id desc limit 1`,
      [formId],
    )
  )[0];

/** A record with its present answers, for deriving anew. */
export interface StoredRecord {
  recordId: string;
  operationId: string;
  answers: Answers;
  receivedAt: Date;
  reviewState: ReviewState;
}

/** Every record of a form that the caller may read, in no particular order, at a constant cost of memory. */
export const streamStoredRecords = (tx: Tx, formId: string): AsyncGenerator<StoredRecord, void, undefined> =>
  streamRows<StoredRecord>(
    tx,
    CompiledQuery.raw(
      `select id as "recordId", operation_id as "operationId", data as answers, received_at as "receivedAt",
         review_state as "reviewState"
       from forms.record where form_id = $1`,
      [formId],
    ) as CompiledQuery<StoredRecord>,
  );
