import { randomUUID } from 'node:crypto';
import type { JobContext } from '../job.ts';

/** What a job gets, for a test that runs it without a queue. */
export function jobContext<P>(
  given: Pick<JobContext<P>, 'db' | 'payload' | 'dataDir'> & Partial<JobContext<P>>,
): JobContext<P> {
  const accountId = given.accountId ?? null;
  return {
    now: new Date(),
    accountId,
    actor: { accountId, kind: 'job', permissions: null, requestId: 'test' },
    runId: randomUUID(),
    lastAttempt: true,
    signal: new AbortController().signal,
    log: { info() {}, error() {} },
    async progress() {},
    link() {},
    ...given,
  };
}
