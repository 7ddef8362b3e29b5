/**
 * How fast the audit log takes entries, is sealed and is verified.
 * Usage: npx tsx bench/audit-verify.ts [entries=500000]
 */
import { randomUUID } from 'node:crypto';
import { type AuditEvent, audit, auditMany } from '#platform/audit/audit.ts';
import { sealAll } from '#platform/audit/jobs.ts';
import { readPublicKeys } from '#platform/audit/signer.ts';
import { verifyLog } from '#platform/audit/verify.ts';
import { witnessPath } from '#platform/audit/witness.ts';
import type { Actor, Db } from '#platform/db/tx.ts';
import { withBenchDatabase } from './support/database.ts';

const actor: Actor = { accountId: randomUUID(), kind: 'person', permissions: null, requestId: randomUUID() };
const [officeId, operationId] = [randomUUID(), randomUUID()];

/** As the submission path writes it. */
function event(entityId: string = randomUUID()): AuditEvent {
  const form = { form: 'site-assessment', version: '3', state: 'received', answers: 60 };
  return {
    action: 'forms.record_submitted',
    entity: 'forms.record',
    entityId,
    officeId,
    operationId,
    after: { ...form, instance: `uuid:${randomUUID()}` },
    at: new Date(),
    roles: ['enumerator'],
  };
}

/** One entry per transaction on ever new records; the second of two calls shows the cost of the call alone. */
async function measureAppends(db: Db, clients: number, calls: number): Promise<void> {
  let transactions = 0;
  let last = 0;
  const end = performance.now() + 5000;
  const client = async () => {
    while (performance.now() < end) {
      await db.withActor(actor, async (tx) => {
        for (let i = 0; i < calls; i += 1) {
          const start = performance.now();
          await audit(tx, actor, event());
          if (i === calls - 1) last += performance.now() - start;
        }
      });
      transactions += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const each = calls > 1 ? `, ${(last / transactions).toFixed(3)} ms for the last call` : '';
  console.log(
    `${clients} clients, ${calls} entries each: ${Math.round(transactions / 5)} transactions/s${each}`,
  );
}

async function fill(db: Db, entries: number): Promise<void> {
  const start = performance.now();
  for (let done = 0; done < entries; done += 5000) {
    const events = Array.from({ length: 5000 }, () => event());
    for (let i = 0; i < 5000; i += 10) events[i] = event(events[i + 1]!.entityId);
    await db.withActor(actor, (tx) => auditMany(tx, actor, events));
  }
  console.log(`auditMany: ${Math.round((entries / (performance.now() - start)) * 1000)} entries/s`);
}

const entries = Number(process.argv[2] ?? 500_000);
await withBenchDatabase(async ({ database, dataDir }) => {
  for (const clients of [1, 8]) await measureAppends(database.db, clients, 1);
  await measureAppends(database.db, 1, 2);
  await fill(database.db, entries);
  const start = performance.now();
  const sealed = await sealAll(database.db, dataDir, new Date());
  console.log(`sealing: ${Math.round((sealed / (performance.now() - start)) * 1000)} entries/s`);
  const publicKeys = await readPublicKeys(dataDir);
  for (let run = 0; run < 3; run += 1) {
    const cpu = process.cpuUsage();
    const result = await verifyLog({
      ownerUrl: database.ownerUrl,
      publicKeys,
      witnessFile: witnessPath(dataDir),
    });
    const used = process.cpuUsage(cpu);
    const perEntry = ((used.user + used.system) / result.entries).toFixed(1);
    const speed = Math.round(result.entries / result.seconds);
    const memory = Math.round(process.memoryUsage.rss() / 1e6);
    console.log(
      `verify: ${result.entries} entries of ${result.records} records, ${result.checkpoints} checkpoints, ` +
        `${result.findingsTotal} findings, ${result.seconds.toFixed(2)} s, ${speed} entries/s, ` +
        `${perEntry} µs of CPU each, ${memory} MB`,
    );
  }
});
