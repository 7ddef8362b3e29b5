import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type BaseContext, type Binding, bind } from '#platform/http/binding.ts';
import * as contract from './contract.ts';
import type { JobDefinition } from './job.ts';
import { nextTime } from './next-time.ts';
import * as service from './service.ts';
import * as store from './store/run.ts';
import { toRun } from './wire.ts';

type Declared = () => readonly JobDefinition[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function pageOf(
  { tx }: BaseContext,
  query: { limit: number; cursor?: string | undefined },
  filter: Omit<Parameters<typeof store.listRuns>[1], 'limit'>,
) {
  const [cursor] = (query.cursor && decodeCursor(query.cursor, 1)) || [];
  const before = typeof cursor === 'string' && UUID.test(cursor) ? cursor : undefined;
  const rows = await store.listRuns(tx, { ...filter, before, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit).map(toRun);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null };
}

function runRoutes(declared: Declared): Binding[] {
  return [
    bind(contract.listRuns, (c) => {
      const { state, task } = c.querystring;
      return pageOf(c, c.querystring, { states: typeof state === 'string' ? [state] : state, task });
    }),
    bind(contract.listOwnRuns, (c) => {
      const except = declared().flatMap(({ name, quiet }) => (quiet ? [name] : []));
      return pageOf(c, c.querystring, { accountId: c.actor.accountId!, except });
    }),
    bind(contract.getRun, async (c) => toRun(await service.getRun(c.tx, c.params.runId))),
    bind(contract.cancelRun, async (c) => {
      const input = { id: c.params.runId, reason: c.body.reason };
      return toRun(await service.cancelRun(c.tx, c.actor, input, c.now));
    }),
    bind(contract.seeEnd, async (c) => {
      await service.seeEnd(c.tx, c.actor, c.params.runId, c.now);
      return undefined;
    }),
    bind(contract.retryRun, async (c) => toRun(await service.retryRun(c.tx, c.actor, c.params.runId, c.now))),
  ];
}

function scheduleRoutes(declared: Declared): Binding[] {
  const toSchedule = (
    { name, cron, essential }: JobDefinition & { cron: string },
    last: store.RunRow | undefined,
    paused: boolean,
    now: Date,
  ): contract.Schedule => ({
    id: name,
    cron,
    essential: essential === true,
    paused,
    last: last ? toRun(last) : null,
    nextAt: paused ? null : (nextTime(cron, now)?.toISOString() ?? null),
  });
  return [
    bind(contract.listSchedules, async (c) => {
      const scheduled = declared().flatMap((d) => (d.cron ? [{ ...d, cron: d.cron }] : []));
      const names = scheduled.map(({ name }) => name);
      const last = new Map((await store.listLastRuns(c.tx, names)).map((row) => [row.task, row]));
      const paused = await store.listPaused(c.tx);
      return { items: scheduled.map((d) => toSchedule(d, last.get(d.name), paused.has(d.name), c.now)) };
    }),
    bind(contract.runSchedule, async (c) => {
      const input = { id: c.params.scheduleId, definitions: declared() };
      return toRun(await service.runSchedule(c.tx, c.actor, input, c.now));
    }),
    bind(contract.pauseSchedule, async (c) => {
      const { paused } = c.body;
      const input = { id: c.params.scheduleId, paused, definitions: declared() };
      const definition = await service.pauseSchedule(c.tx, c.actor, input, c.now);
      const [last] = await store.listLastRuns(c.tx, [definition.name]);
      return toSchedule(definition, last, paused, c.now);
    }),
  ];
}

/** `declared`: every job that the slices of this installation declare. */
export const jobRoutes = (declared: Declared): Binding[] => [
  ...runRoutes(declared),
  ...scheduleRoutes(declared),
];
