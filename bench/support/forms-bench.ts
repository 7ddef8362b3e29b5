import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient } from '@sojourn/route-contract';
import { Pool } from 'pg';
import { createDevice } from '#platform/forms/contract/device.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { assessmentWorkbook } from './assessment.ts';

const folder = dirname(fileURLToPath(import.meta.url));

export interface FormsServer {
  url: string;
  ownerUrl: string;
  process: ChildProcess;
}

/** Starts the server process and waits until it listens. */
export async function startFormsServer(
  dataDir: string,
  port = 0,
  inspect: string[] = [],
): Promise<FormsServer> {
  const child = spawn(
    process.execPath,
    [
      ...inspect,
      '--conditions=source',
      '--import',
      'tsx',
      join(folder, 'forms-server.ts'),
      dataDir,
      String(port),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
  return { ...(JSON.parse(line) as { url: string; ownerUrl: string }), process: child };
}

export async function stopFormsServer(server: FormsServer): Promise<void> {
  if (server.process.exitCode !== null || server.process.signalCode !== null) return;
  const ended = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.kill('SIGTERM');
  await ended;
}

export interface Ground {
  operationId: string;
  officeId: string;
  accountId: string;
  formId: string;
  versionId: string;
  /** Cookie of a displacement officer. */
  cookie: string;
  deviceUrl: string;
}

/** An agency with one officer, the published form of 60 questions and one device. */
export async function prepareGround(server: FormsServer): Promise<Ground> {
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 });
  const one = async (sql: string, values: unknown[] = []): Promise<string> =>
    (await owner.query<{ id: string }>(sql, values)).rows[0]!.id;
  await owner.query(`insert into access.agency (name) values ('Bench')`);
  const officeId = await one(
    `insert into access.office (code, name) values ('HQ', 'Head office') returning id`,
  );
  const operationId = await one(
    `insert into access.operation (office_id, code, name, country) values ($1, 'BENCH', 'Bench', 'XA') returning id`,
    [officeId],
  );
  const accountId = await one(
    `insert into identity.account (kind, name, email, state) values ('person', 'Officer', 'officer@example.org', 'active') returning id`,
  );
  await owner.query(
    `insert into access.role_grant (account_id, role_id, office_id) values ($1, 'displacement-officer', $2)`,
    [accountId, officeId],
  );
  const secret = newSecret();
  await owner.query(
    `insert into identity.session (account_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [accountId, secretHash(secret)],
  );
  await owner.end();
  const cookie = `${SESSION_COOKIE}=${secret}`;
  const call = createClient({ baseUrl: server.url, headers: () => ({ cookie }) });
  const body = new Uint8Array(await assessmentWorkbook());
  const imported = await call(importWorkbook, { params: { operationId }, body } as never);
  const params = { formId: imported.form.id, versionId: imported.versionId };
  await call(changeVersionState, { params, body: { transition: 'publish' } });
  const { serverUrl } = await call(createDevice, { body: { operationId, name: 'Bench phone' } });
  return { operationId, officeId, accountId, ...params, cookie, deviceUrl: serverUrl };
}

/** A multipart post as one buffer: head and body, ready for a socket. */
export function postBytes(path: string, xml: string): Buffer {
  const boundary = `----${randomBytes(12).toString('hex')}`;
  const body = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="submission.xml"\r\nContent-Type: text/xml\r\n\r\n${xml}\r\n--${boundary}--\r\n`,
  );
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nX-OpenRosa-Version: 1.0\r\nDate: ${new Date().toUTCString()}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

export const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;

/** Wall over CPU time of a fixed loop: 1 when the machine is ours alone. */
export function contention(): number {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  let x = 0;
  for (let i = 0; i < 3e8; i++) x = (x + i * 7) | 0;
  const used = process.cpuUsage(cpu);
  return x === 1 ? 0 : (performance.now() - wall) / ((used.user + used.system) / 1000);
}
