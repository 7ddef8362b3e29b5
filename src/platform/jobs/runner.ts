import { setTimeout as pause } from 'node:timers/promises';
import { type JobsOptions, openQueue, type Queue } from './queue.ts';

/** Between two looks whether the database is back. */
const AGAIN_MS = 500;

/**
 * Takes jobs until stopped; a job under way when the server dies is taken again by whoever runs next. Where the database
 * goes away, the jobs under way are told to end, and the queue is opened again when it is back.
 */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let queue: Queue | undefined = await openQueue(options);
  const keepGoing = async (): Promise<void> => {
    while (queue) {
      await queue.ended;
      if (stopping.signal.aborted) return;
      options.log.error({}, 'job queue lost its database');
      await queue.close();
      queue = await openAgain(options, stopping.signal);
      if (queue) options.log.info({}, 'job queue opened again');
    }
  };
  const kept = keepGoing();
  return {
    async stop() {
      stopping.abort();
      await queue?.close();
      await kept;
      // Opened in the very moment of the stop.
      await queue?.close();
    },
  };
}

/** Undefined where the server stops before the database is back. */
async function openAgain(options: JobsOptions, stopping: AbortSignal): Promise<Queue | undefined> {
  while (!stopping.aborted) {
    const queue = await openQueue(options).catch(() => undefined);
    if (queue) return queue;
    await pause(AGAIN_MS, undefined, { signal: stopping }).catch(() => {});
  }
  return undefined;
}
