import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface RecordName {
  entity: string;
  entityId: string;
}

export interface CommentRow {
  id: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  parent_id: string | null;
  author_id: string;
  author_name: string | null;
  body: string | null;
  mentions: string[];
  created_at: Date;
  edited_at: Date | null;
  removed_at: Date | null;
}

const COMMENT = `c.id, c.entity, c.entity_id, c.office_id, c.operation_id, c.parent_id, c.author_id,
  access.person_name(c.author_id) author_name, c.body, c.mentions, c.created_at, c.edited_at, c.removed_at`;

/** Comments that answer none, newest first. */
export const listTop = (tx: Tx, record: RecordName, page: { limit: number; below: string | null }) =>
  rawQuery<CommentRow>(
    tx,
    `select ${COMMENT} from comments.comment c
     where c.entity = $1 and c.entity_id = $2 and c.parent_id is null and ($3::uuid is null or c.id < $3)
     order by c.id desc limit $4`,
    [record.entity, record.entityId, page.below, page.limit],
  );

/** Answers to these comments, oldest first. */
export const listAnswers = (tx: Tx, parents: readonly string[]) =>
  rawQuery<CommentRow>(
    tx,
    `select ${COMMENT} from comments.comment c where c.parent_id = any($1::uuid[]) order by c.id`,
    [parents],
  );

export const findComment = async (tx: Tx, id: string): Promise<CommentRow | undefined> =>
  (await rawQuery<CommentRow>(tx, `select ${COMMENT} from comments.comment c where c.id = $1`, [id]))[0];

/** One's own comment that was not taken back, locked. */
export const lockOwn = async (tx: Tx, id: string): Promise<CommentRow | undefined> =>
  (
    await rawQuery<CommentRow>(
      tx,
      `select ${COMMENT} from comments.comment c
       where c.id = $1 and c.author_id = platform.actor() and c.removed_at is null for update of c`,
      [id],
    )
  )[0];

export const insertComment = async (
  tx: Tx,
  c: RecordName & { parentId: string | null; text: string; mentions: readonly string[]; now: Date },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into comments.comment (entity, entity_id, parent_id, author_id, body, mentions, created_at)
       values ($1, $2, $3, platform.actor(), $4, $5, $6) returning id`,
      [c.entity, c.entityId, c.parentId, c.text, c.mentions, c.now],
    )
  )[0]!.id;

export const editComment = (
  tx: Tx,
  id: string,
  edit: { before: string; text: string; mentions: readonly string[] },
  now: Date,
) =>
  rawQuery(
    tx,
    `with kept as (insert into comments.revision (comment_id, body, until) values ($1, $2, $5))
     update comments.comment set body = $3, mentions = $4, edited_at = $5 where id = $1`,
    [id, edit.before, edit.text, edit.mentions, now],
  );

/** Takes the text away, and what it said before. */
export const removeComment = (tx: Tx, id: string, now: Date) =>
  rawQuery(
    tx,
    `with gone as (delete from comments.revision where comment_id = $1)
     update comments.comment set body = null, mentions = '{}', removed_at = $2 where id = $1`,
    [id, now],
  );

export const listRevisions = (tx: Tx, id: string) =>
  rawQuery<{ body: string; until: Date }>(
    tx,
    'select body, until from comments.revision where comment_id = $1 order by id',
    [id],
  );
