import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { openKeyring } from './signer.ts';
import { growLog, runTrials, seeded, type TrialGround, verifyGround } from './testing/trial.ts';
import { verifyLog } from './verify.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let ground: TrialGround;

beforeAll(async () => {
  database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-audit-'));
  ground = {
    db: database.db,
    superuser: new Pool({ connectionString: database.url, max: 2 }),
    url: database.url,
    dataDir,
  };
  await growLog(ground, seeded(1));
});
afterAll(async () => {
  await ground.superuser.end();
  await database.close();
  await rm(ground.dataDir, { recursive: true, force: true });
});

describe('verifyLog', () => {
  it('finds and locates each of 200 random tamperings of every kind', { timeout: 120_000 }, async () => {
    const report = await runTrials(ground, 200);
    expect(report.missed).toEqual([]);
    expect(report.tried).toBe(200);
  });

  it('finds an intact log intact, in one pass or several', async () => {
    const result = await verifyGround(ground);
    expect(result.findings).toEqual([]);
    expect(result.checkpoints).toBe(5);
    expect(result.witnessed).toBe(5);
    expect(result.entries).toBeGreaterThan(result.leaves);
    const { signer } = await openKeyring(ground.dataDir);
    const split = await verifyLog({
      ownerUrl: database.url,
      publicKeys: [signer.verifierKey],
      recordsPerPass: 7,
    });
    expect(split).toMatchObject({
      findings: [],
      entries: result.entries,
      records: result.records,
      leaves: result.leaves,
    });
  });

  it('trusts no signature of a key that it was not given', async () => {
    const result = await verifyLog({ ownerUrl: database.url, publicKeys: [] });
    expect(result.findings.map((finding) => finding.code)).toEqual(Array(5).fill('checkpoint_unsigned'));
  });

  it('misses the witness file where there should be one', async () => {
    const { signer } = await openKeyring(ground.dataDir);
    const result = await verifyLog({
      ownerUrl: database.url,
      publicKeys: [signer.verifierKey],
      witnessFile: join(ground.dataDir, 'elsewhere.txt'),
    });
    expect(result.findings.map((finding) => finding.code)).toEqual(['witness_missing']);
  });
});
