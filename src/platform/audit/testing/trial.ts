import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { Actor, Db } from '#platform/db/tx.ts';
import { type AuditEvent, auditMany } from '../audit.ts';
import { signerOf } from '../domain/note.ts';
import { sealAll } from '../jobs.ts';
import { openKeyring } from '../signer.ts';
import { type VerifyResult, verifyLog } from '../verify.ts';
import { readWitness, witnessPath } from '../witness.ts';
import { type LogModel, loadLog, storeLog } from './model.ts';
import { isLocated, type Tools, tamperings } from './tamper.ts';

export interface TrialGround {
  db: Db;
  superuser: Pool;
  /** Connection string of the superuser. */
  url: string;
  dataDir: string;
}

/** Same numbers for the same seed (mulberry32). */
export function seeded(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  };
}

/** Some forty records with one to eight entries each, sealed in batches; the last ones still wait. */
export async function growLog({ db, dataDir }: TrialGround, random: (n: number) => number): Promise<void> {
  const actor: Actor = { accountId: randomUUID(), kind: 'person', permissions: null, requestId: 'trial' };
  const records = Array.from({ length: 40 }, (_, i) => ({
    entity: i % 3 === 0 ? 'forms.record' : 'access.office',
    entityId: randomUUID(),
  }));
  for (let batch = 0; batch < 6; batch += 1) {
    const events: AuditEvent[] = Array.from({ length: 20 + random(10) }, (_, i) => ({
      ...records[random(records.length)]!,
      action: 'trial.record_changed',
      officeId: random(2) ? randomUUID() : null,
      after: { i, text: 'naïve \u{1f600} "quoted"' },
      reason: 'because',
      at: new Date(Date.UTC(2026, 10, 21, 10, batch, i)),
    }));
    await db.withActor(actor, (tx) => auditMany(tx, actor, events));
    if (batch < 5) await sealAll(db, dataDir, new Date(Date.UTC(2026, 10, 21, 11, batch)));
  }
}

export async function verifyGround({ url, dataDir }: TrialGround): Promise<VerifyResult> {
  const { verifiers: _, signer } = await openKeyring(dataDir);
  return verifyLog({ ownerUrl: url, publicKeys: [signer.verifierKey], witnessFile: witnessPath(dataDir) });
}

export interface TrialReport {
  tried: number;
  /** Kinds that were not found, or not located, with their seed. */
  missed: string[];
}

/** Tampers once per seed, every kind in turn, and asks the verifier each time. The log is put back afterwards. */
export async function runTrials(ground: TrialGround, count: number): Promise<TrialReport> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const { signer } = await openKeyring(ground.dataDir);
  const path = witnessPath(ground.dataDir);
  const intact = await loadLog(ground.superuser, (await readWitness(path)) ?? '');
  const kinds = Object.entries(tamperings);
  const report: TrialReport = { tried: 0, missed: [] };
  for (let seed = 0; report.tried < count; seed += 1) {
    const [name, tamper] = kinds[seed % kinds.length]!;
    const tools: Tools = { random: seeded(seed), stolen: signer, foreign: signerOf(signer.name, pem) };
    const model: LogModel = structuredClone(intact);
    const victim = tamper(model, tools);
    if (!victim) continue;
    report.tried += 1;
    await storeLog(ground.superuser, model);
    await writeFile(path, model.witness);
    const { findings } = await verifyGround(ground);
    if (!isLocated(findings, victim)) {
      const told = findings.length > 0 ? `not located: ${JSON.stringify(findings.slice(0, 3))}` : 'not found';
      report.missed.push(`${name} (seed ${seed}) ${told}, victim ${JSON.stringify(victim)}`);
    }
  }
  await storeLog(ground.superuser, intact);
  await writeFile(path, intact.witness);
  return report;
}
