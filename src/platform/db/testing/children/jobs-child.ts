/** Takes jobs and never ends one, until a test kills this process: the addresses of owner and application are given. */
import { startJobs } from '#platform/jobs/runner.ts';
import { createPool } from '../../pool.ts';
import { createDb } from '../../tx.ts';

const [ownerUrl = '', appUrl = ''] = process.argv.slice(2);
await startJobs({
  db: createDb(createPool({ url: appUrl, max: 4 })),
  ownerUrl,
  dataDir: '/nowhere',
  log: { info() {}, error() {} },
  definitions: [
    {
      name: 'jobs.long',
      async run({ progress }) {
        for (let n = 1; ; n++) {
          await progress(n, 1_000_000);
          process.stdout.write(`at ${n}\n`);
          await new Promise((resolve) => setTimeout(resolve, 600));
        }
      },
    },
  ],
});
process.stdout.write('ready\n');
