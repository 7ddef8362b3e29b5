import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

export const runStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/** How far a job is, and what came of it. */
export const run = z.object({
  id: z.string(),
  /** Its name in words is `job.<task>` in the messages of its slice. */
  task: z.string(),
  /** Whose work it is; null for the platform itself. */
  accountId: z.string().nullable(),
  /** Null when the reader may not see the account. */
  accountName: z.string().nullable(),
  scheduled: z.boolean(),
  state: z.enum(runStates),
  /** Attempts so far. */
  attempts: z.number(),
  done: z.number(),
  total: z.number().nullable(),
  /** What it is at, `job.<task>.<note>` in words. */
  note: z.string().nullable(),
  /** Code of the problem of the last attempt. */
  problem: z.string().nullable(),
  /** Where the result is, inside the product. */
  link: z.string().nullable(),
  /** What it works on, as the audit log names records. */
  record: z.object({ entity: z.string(), entityId: z.string() }).nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  /** When the next attempt begins, after one that failed. */
  nextAt: z.string().nullable(),
  cancelling: z.boolean(),
  finishedAt: z.string().nullable(),
});
export type Run = z.infer<typeof run>;

export const listRuns = defineRoute({
  id: 'jobs.listRuns',
  method: 'GET',
  url: '/api/jobs/runs',
  summary: 'All jobs of the installation, newest first',
  config: { permission: 'jobs.job.read' },
  schema: {
    querystring: pageQuery.extend({
      state: z.union([z.enum(runStates), z.array(z.enum(runStates))]).optional(),
      task: z.string().max(100).optional(),
    }),
    response: pageOf(run),
  },
});

export const listOwnRuns = defineRoute({
  id: 'jobs.listOwnRuns',
  method: 'GET',
  url: '/api/jobs/mine',
  summary: 'The jobs that run for the caller, newest first',
  config: { permission: 'signed-in' },
  schema: { querystring: pageQuery, response: pageOf(run) },
});

const params = z.object({ runId: z.uuid() });

export const getRun = defineRoute({
  id: 'jobs.getRun',
  method: 'GET',
  url: '/api/jobs/runs/:runId',
  summary: 'One job: how far it is, and what came of it',
  config: { permission: 'signed-in' },
  schema: { params, response: run },
});

export const cancelRun = defineRoute({
  id: 'jobs.cancelRun',
  method: 'POST',
  url: '/api/jobs/runs/:runId/cancellation',
  summary: "Stop one's own job, or, for keepers of the installation, any",
  config: { permission: 'signed-in', audit: 'jobs.run_cancelled' },
  schema: {
    params,
    body: z.object({ reason: z.string().trim().max(500).default('') }),
    response: run,
  },
});

export const seeEnd = defineRoute({
  id: 'jobs.seeEnd',
  method: 'POST',
  url: '/api/jobs/runs/:runId/seen',
  summary: "The caller saw on the screen how one's own job ended: what the inbox says of it counts as read",
  config: {
    permission: 'signed-in',
    unaudited: 'what a person has read of their own inbox is theirs',
  },
  schema: { params },
});

export const retryRun = defineRoute({
  id: 'jobs.retryRun',
  method: 'POST',
  url: '/api/jobs/runs/:runId/retry',
  summary: "Let one's own job that has failed try again, or, for keepers of the installation, any",
  config: { permission: 'signed-in', audit: 'jobs.run_retried' },
  schema: { params, response: run },
});

const schedule = z.object({
  /** The task that it runs. */
  id: z.string(),
  /** Five cron fields, in UTC. */
  cron: z.string(),
  /** Cannot be paused. */
  essential: z.boolean(),
  paused: z.boolean(),
  /** The newest run of it; null before the first. */
  last: run.nullable(),
  nextAt: z.string().nullable(),
});
export type Schedule = z.infer<typeof schedule>;

export const listSchedules = defineRoute({
  id: 'jobs.listSchedules',
  method: 'GET',
  url: '/api/jobs/schedules',
  summary: 'What the installation does by itself: when it last ran, how that ended, when it runs next',
  config: { permission: 'jobs.job.read' },
  schema: { response: z.object({ items: z.array(schedule) }) },
});

const scheduleParams = z.object({ scheduleId: z.string().max(100) });

export const runSchedule = defineRoute({
  id: 'jobs.runSchedule',
  method: 'POST',
  url: '/api/jobs/schedules/:scheduleId/run',
  summary: 'Run a schedule now, besides its times',
  config: { permission: 'jobs.job.write', audit: 'jobs.schedule_run' },
  schema: { params: scheduleParams, response: run },
});

export const pauseSchedule = defineRoute({
  id: 'jobs.pauseSchedule',
  method: 'PUT',
  url: '/api/jobs/schedules/:scheduleId/pause',
  summary: 'Let a schedule rest, or go on',
  config: { permission: 'jobs.job.write', audit: 'jobs.schedule_paused' },
  schema: { params: scheduleParams, body: z.object({ paused: z.boolean() }), response: schedule },
});
