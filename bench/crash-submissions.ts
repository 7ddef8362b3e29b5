/**
 * Kills the server or PostgreSQL (SIGKILL) at random moments while devices send, lets the devices send again what was not
 * answered, and compares what was acknowledged with what is stored: nothing lost, nothing doubled.
 * Usage: npx tsx --conditions=source bench/crash-submissions.ts [kills=20] [clients=8]
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { assessmentAnswers, assessmentXml, seeded } from './support/assessment.ts';
import { type FormsServer, prepareGround, startFormsServer, stopFormsServer } from './support/forms-bench.ts';

const [kills = 20, clients = 8] = process.argv.slice(2).map(Number);
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
// As root Postgres runs as another user, who has to pass through.
await chmod(dataDir, 0o711);

let server: FormsServer = await startFormsServer(dataDir);
const ground = await prepareGround(server);
const port = Number(new URL(server.url).port);
const path = new URL(ground.deviceUrl).pathname;
const acknowledged = new Map<string, string>();
let resent = 0;
let refused = 0;
let going = true;

/** One device: a record is done when 201 came, and is sent again until then, as Collect does. */
async function runDevice(seed: number): Promise<void> {
  const random = seeded(seed);
  for (let serial = 0; going; serial++) {
    const id = `uuid:${randomUUID()}`;
    const xml = assessmentXml(assessmentAnswers(random, serial), id);
    for (;;) {
      const form = new FormData();
      form.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'submission.xml');
      const answer = await fetch(`http://127.0.0.1:${port}${path}/submission`, {
        method: 'POST',
        headers: { 'x-openrosa-version': '1.0' },
        body: form,
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      if (answer?.status === 201) break;
      if (answer && answer.status < 500) {
        refused++;
        console.log(`unexpected answer ${answer.status}`);
        break;
      }
      resent++;
      await sleep(50);
    }
    acknowledged.set(id, createHash('sha256').update(xml).digest('hex'));
  }
}

async function killPostgres(): Promise<void> {
  const pid = Number(
    (await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
  process.kill(pid, 'SIGKILL');
}

const devices = Array.from({ length: clients }, (_, i) => runDevice(i + 1));
try {
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(300 + Math.random() * 1500);
    const what = kill % 2 === 0 ? 'PostgreSQL' : 'server';
    const ended = new Promise((resolve) => server.process.once('exit', resolve));
    if (what === 'server') server.process.kill('SIGKILL');
    else await killPostgres();
    await Promise.race([ended, sleep(10_000)]);
    if (server.process.exitCode === null && server.process.signalCode === null)
      server.process.kill('SIGKILL');
    const start = performance.now();
    server = await startFormsServer(dataDir, port);
    console.log(
      `kill ${kill}: ${what}; up again after ${((performance.now() - start) / 1000).toFixed(1)} s, ${acknowledged.size} acknowledged so far`,
    );
  }
  await sleep(1000);
  going = false;
  await Promise.all(devices);
  await compare();
} finally {
  await stopFormsServer(server);
  await rm(dataDir, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 });
  const { rows } = await owner.query<{ instance_id: string; hash: string; records: number; entries: number }>(
    `with record as materialized (select instance_id, count(*)::int as n from forms.record where form_id = $1 group by 1),
          entry as materialized (select entity_id, count(*)::int as n from audit.entry where entity = 'forms.record' group by 1)
     select s.instance_id, encode(s.xml_hash, 'hex') as hash, coalesce(r.n, 0) as records, coalesce(e.n, 0) as entries
     from forms.submission s left join record r using (instance_id) left join entry e on e.entity_id = s.record_id::text
     where s.form_id = $1`,
    [ground.formId],
  );
  await owner.end();
  const stored = new Map(rows.map((row) => [row.instance_id, row]));
  const lost = [...acknowledged].filter(([id, hash]) => stored.get(id)?.hash !== hash).length;
  const doubled = rows.filter((row) => row.records !== 1).length + (rows.length - stored.size);
  const unaudited = rows.filter((row) => row.entries !== 1).length;
  const unasked = rows.filter((row) => !acknowledged.has(row.instance_id)).length;
  console.log(
    `${kills} kills, ${acknowledged.size} acknowledged, ${resent} sent again, ${rows.length} stored: ${lost} lost, ${doubled} doubled, ${unaudited} without their one audit entry, ${unasked} never acknowledged, ${refused} refused`,
  );
  if (lost + doubled + unaudited + refused > 0) process.exitCode = 1;
}
