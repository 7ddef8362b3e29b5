import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type BaseContext, type Binding, bind } from '#platform/http/binding.ts';
import type { RecordKind } from '#platform/http/module.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from './contract.ts';
import { mayEdit, withKnownMentions } from './domain.ts';
import { addComment, editComment, getComment, noteReading, recordOf, removeComment } from './service.ts';
import * as store from './store/comment.ts';
import * as readers from './store/reader.ts';

interface Seen {
  people: ReadonlyMap<string, string>;
  readAt: Date | null;
}

const UUID = /^[0-9a-f-]{36}$/;

function toComment(
  row: store.CommentRow,
  c: Pick<BaseContext, 'actor' | 'now'>,
  seen: Seen,
): contract.Comment {
  const mine = row.author_id === c.actor.accountId;
  const removed = row.removed_at !== null;
  return {
    id: row.id,
    parentId: row.parent_id,
    author: { id: row.author_id, name: row.author_name ?? '–' },
    text: withKnownMentions(row.body ?? '', new Set(seen.people.keys())),
    people: row.mentions.flatMap((id) => (seen.people.has(id) ? [{ id, name: seen.people.get(id)! }] : [])),
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    removed,
    mine,
    mayEdit: mine && !removed && mayEdit(row.created_at, c.now),
    unread: !mine && !removed && (seen.readAt === null || row.created_at > seen.readAt),
  };
}

/** Who of those mentioned may still be named. */
async function namesOf(
  c: Pick<BaseContext, 'tx'>,
  record: store.RecordName,
  rows: readonly { mentions: string[] }[],
): Promise<Map<string, string>> {
  const mentioned = [...new Set(rows.flatMap((row) => row.mentions))];
  return new Map((await readers.nameReaders(c.tx, record, mentioned)).map(({ id, name }) => [id, name]));
}

async function one(c: Pick<BaseContext, 'tx' | 'actor' | 'now'>, row: store.CommentRow) {
  return toComment(row, c, { people: await namesOf(c, recordOf(row), [row]), readAt: c.now });
}

const readingRoutes: Binding[] = [
  bind(contract.listThreads, async (c) => {
    const { limit, cursor, ...record } = c.querystring;
    const [last] = (cursor && decodeCursor(cursor, 1)) || [];
    const below = typeof last === 'string' && UUID.test(last) ? last : null;
    const top = await store.listTop(c.tx, record, { limit: limit + 1, below });
    const page = top.slice(0, limit);
    const answers = await store.listAnswers(
      c.tx,
      page.map(({ id }) => id),
    );
    const seen = {
      people: await namesOf(c, record, [...page, ...answers]),
      readAt: await readers.findReadAt(c.tx, record),
    };
    return {
      items: page.map((row) => ({
        ...toComment(row, c, seen),
        answers: answers
          .filter((answer) => answer.parent_id === row.id)
          .map((answer) => toComment(answer, c, seen)),
      })),
      nextCursor: top.length > limit ? encodeCursor([page.at(-1)!.id]) : null,
    };
  }),
  bind(contract.getStanding, (c) => readers.findStanding(c.tx, c.querystring)),
  bind(contract.markRead, async (c) => {
    await noteReading(c.tx, c.body, { readAt: c.now });
    return readers.findStanding(c.tx, c.body);
  }),
  bind(contract.followRecord, async (c) => {
    await noteReading(c.tx, c.body, { following: c.body.following });
    return readers.findStanding(c.tx, c.body);
  }),
  bind(contract.listRevisions, async (c) => {
    const row = await getComment(c.tx, c.params.commentId);
    if (row.removed_at) throw notFound('comment');
    const rows = await store.listRevisions(c.tx, row.id);
    const people = await namesOf(c, recordOf(row), [row]);
    return {
      items: rows.map(({ body, until }) => ({
        text: withKnownMentions(body, new Set(people.keys())),
        until: until.toISOString(),
      })),
      people: [...people].map(([id, name]) => ({ id, name })),
    };
  }),
];

export const commentsRoutes = (kinds: () => readonly RecordKind[]): readonly Binding[] => [
  ...readingRoutes,
  bind(contract.findReaders, async (c) => {
    const { q, ...record } = c.querystring;
    return { items: await readers.findReaders(c.tx, record, q) };
  }),
  bind(contract.addComment, async (c) => one(c, await addComment(c.tx, c.actor, c.body, c.now, kinds()))),
  bind(contract.editComment, async (c) =>
    one(
      c,
      await editComment(c.tx, c.actor, c.params.commentId, { text: c.body.text, kinds: kinds() }, c.now),
    ),
  ),
  bind(contract.removeComment, async (c) =>
    one(c, await removeComment(c.tx, c.actor, c.params.commentId, c.now)),
  ),
];
