/**
 * Damages the audit log at random, as somebody with full power over the database could, and counts what the verifier finds.
 * Usage: npx tsx bench/audit-tamper.ts [trials=1000]
 */
import { Pool } from 'pg';
import { growLog, runTrials, seeded, type TrialGround } from '#platform/audit/testing/trial.ts';
import { withBenchDatabase } from './support/database.ts';

const trials = Number(process.argv[2] ?? 1000);

await withBenchDatabase(async ({ database, dataDir }) => {
  const superuser = new Pool({ connectionString: database.ownerUrl, max: 2 });
  const ground: TrialGround = { db: database.db, superuser, url: database.ownerUrl, dataDir };
  try {
    await growLog(ground, seeded(1));
    const start = performance.now();
    const { tried, missed } = await runTrials(ground, trials);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${tried} tamperings, ${tried - missed.length} found and located, ${seconds} s`);
    for (const line of missed) console.log(`missed: ${line}`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await superuser.end();
  }
});
