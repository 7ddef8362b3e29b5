import type { JobDefinition } from '#platform/jobs/job.ts';
import { notify } from '#platform/notify/notify.ts';
import { WARN_JOB } from './service/service-account.ts';
import { takeWarnings } from './store/service-account.ts';

/** What was told is noted in the same transaction: told once, however often this runs. */
async function warn({ db, now, runId }: Parameters<JobDefinition['run']>[0]): Promise<void> {
  const self = {
    accountId: null,
    kind: 'job',
    permissions: [],
    requestId: `job ${WARN_JOB} ${runId}`,
  } as const;
  await db.withActor(self, async (tx) => {
    for (const { about, account_id, days, ref, told } of await takeWarnings(tx, now)) {
      await notify(tx, {
        kind: about === 'token' ? 'identity.service_token_ends' : 'identity.service_keeper_left',
        to: [...new Set(told)],
        entity: 'identity.service_account',
        entityId: account_id,
        ...(about === 'token' ? { values: { days } } : {}),
        urgency: about === 'token' && days > 3 ? 'whenever' : 'soon',
        key: `${WARN_JOB} ${ref} ${account_id}`,
        at: now,
      });
    }
  });
}

export const jobs: readonly JobDefinition[] = [
  { name: WARN_JOB, cron: '11 5 * * *', quiet: true, essential: true, run: warn },
];
