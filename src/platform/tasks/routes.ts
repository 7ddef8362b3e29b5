import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type BaseContext, type Binding, bind } from '#platform/http/binding.ts';
import type { RecordKind } from '#platform/http/module.ts';
import * as feedContract from './contract/feed.ts';
import type { TaskState } from './contract/shapes.ts';
import * as contract from './contract/task.ts';
import { authenticateFeed, makeFeed, readFeed, withdrawFeed } from './service/feed.ts';
import { assignTask, finishTasks, moveTask, takeTask, watchTask } from './service/moves.ts';
import { getTask, giveTask, updateTask } from './service/task.ts';
import { toTasks } from './service/view.ts';
import { findFeed } from './store/feed.ts';
import { findColleagues } from './store/people.ts';
import * as store from './store/task.ts';

export interface TasksConfig {
  publicUrl: () => string;
  records: () => readonly RecordKind[];
}

const OPEN: readonly TaskState[] = ['open', 'in_progress'];

const statesOf = (state: TaskState | readonly TaskState[] | undefined): readonly TaskState[] =>
  state === undefined ? OPEN : [state].flat();

/** Keyset of a page; an address that somebody bent begins at the start. */
function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  const [at, id] = (cursor && decodeCursor(cursor, 2)) || [];
  if (typeof at !== 'string' || typeof id !== 'string' || !/^-?infinity$|^\d{4}-/.test(at)) return undefined;
  return { at, id };
}

export function tasksRoutes({ publicUrl, records }: TasksConfig): readonly Binding[] {
  const one = async ({ tx, actor }: Pick<BaseContext, 'tx' | 'actor'>, row: store.TaskRow) =>
    (await toTasks(tx, actor, records(), [row]))[0]!;
  return [
    bind(contract.listTasks, async (c) => {
      const { limit, cursor, sort, state, ...filter } = c.querystring;
      const rows = await store.listTasks(
        c.tx,
        { ...filter, states: statesOf(state), now: c.now },
        { sort, limit: limit + 1, after: readCursor(cursor) },
      );
      const last = rows.slice(0, limit).at(-1);
      return {
        items: await toTasks(c.tx, c.actor, records(), rows.slice(0, limit)),
        nextCursor: rows.length > limit && last ? encodeCursor([last.sort_at, last.id]) : null,
      };
    }),
    bind(contract.countTasks, async (c) => {
      const { state, ...filter } = c.querystring;
      return { count: await store.countTasks(c.tx, { ...filter, states: statesOf(state), now: c.now }) };
    }),
    bind(contract.getTask, async (c) => one(c, await getTask(c.tx, c.params.taskId))),
    bind(contract.createTask, async (c) => one(c, await giveTask(c.tx, c.actor, c.body, c.now))),
    bind(contract.updateTask, async (c) =>
      one(c, await updateTask(c.tx, c.actor, c.params.taskId, c.body, c.now)),
    ),
    bind(contract.moveTask, async (c) =>
      one(c, await moveTask(c.tx, c.actor, c.params.taskId, c.body, c.now)),
    ),
    bind(contract.takeTask, async (c) => one(c, await takeTask(c.tx, c.actor, c.params.taskId, c.now))),
    bind(contract.assignTask, async (c) =>
      one(c, await assignTask(c.tx, c.actor, c.params.taskId, c.body, c.now)),
    ),
    bind(contract.watchTask, async (c) =>
      one(c, await watchTask(c.tx, c.actor, c.params.taskId, c.body.watching, c.now)),
    ),
    bind(contract.finishTasks, (c) => finishTasks(c.tx, c.actor, c.body.ids, c.now)),
    bind(contract.findPeople, async (c) => {
      const { q, entity, entityId, operationId } = c.querystring;
      const record =
        entity && entityId
          ? { entity, entityId }
          : operationId && { entity: 'access.operation', entityId: operationId };
      return { items: await findColleagues(c.tx, q, record || undefined) };
    }),
    ...feedRoutes({ publicUrl, records }),
  ];
}

function feedRoutes({ publicUrl, records }: TasksConfig): Binding[] {
  const state = async ({ tx }: Pick<BaseContext, 'tx'>) => {
    const feed = await findFeed(tx);
    return {
      createdAt: feed?.created_at.toISOString() ?? null,
      lastReadAt: feed?.last_read_at?.toISOString() ?? null,
    };
  };
  return [
    bind(feedContract.getFeed, state),
    bind(feedContract.makeFeed, async (c) => ({ url: await makeFeed(c.tx, c.actor, publicUrl(), c.now) })),
    bind(feedContract.withdrawFeed, async (c) => {
      await withdrawFeed(c.tx, c.actor, c.now);
      return state(c);
    }),
    bind(
      feedContract.readFeed,
      async (c) => ({
        headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
        body: await readFeed(c.tx, records(), publicUrl(), c.now),
      }),
      { authenticate: authenticateFeed },
    ),
  ];
}
