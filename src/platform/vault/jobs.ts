import type { JobContext, JobDefinition } from '#platform/jobs/job.ts';
import type { Keyring } from './keyring.ts';
import { rotate } from './rotate.ts';
import type { SealedStore } from './sealed-store.ts';

export const ROTATE = 'vault.rotate';

interface VaultJobs {
  keyring: Keyring;
  stores: () => readonly SealedStore[];
}

async function run({ keyring, stores }: VaultJobs, context: JobContext<unknown>): Promise<void> {
  const { db, actor, signal, log } = context;
  let total = 0;
  const left = await rotate({
    db,
    keyring,
    stores: stores(),
    actor,
    signal,
    onTotal: (waiting) => {
      total = waiting;
    },
    onBatch: (done) => context.progress(Math.min(done, total), total),
  });
  if (left > 0) log.error({ left }, 'sealed values that no key opens: run "sojourn keys verify"');
}

/**
 * Brings the rotation that somebody asked for to its end, and, once an hour, takes up what was left: a rotation whose
 * server died, values that another server sealed under the old key at the last moment.
 */
export const vaultJobs = (given: VaultJobs): JobDefinition[] => [
  {
    name: ROTATE,
    run: async (context) => {
      await run(given, context);
      context.link('/administration/keys');
    },
  },
  { name: 'vault.seal_anew', cron: '23 * * * *', quiet: true, run: (context) => run(given, context) },
];
