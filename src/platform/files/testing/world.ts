import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessModule } from '#platform/access/module.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import type { FilesConfig } from '../config.ts';
import { filesModule } from '../module.ts';
import { openContents } from '../open-contents.ts';
import { takeIn } from '../service/take-in.ts';
import { defaultSettings, type FilesSettings } from '../settings.ts';

export const ENTITY = 'zoo.visit';

export interface FilesWorld {
  server: TestServer;
  config: FilesConfig;
  /** Officer of the first operation, in which `record` lies; officer of the second with `otherRecord`. */
  officer: Caller;
  assistant: Caller;
  stranger: Caller;
  record: string;
  otherRecord: string;
  administrator: Caller;
  /** Looks into a file as the job would. */
  check(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Declares the kind of record that bears the files; its table is made below. */
const zoo: SliceManifest = {
  name: 'zoo',
  routes: [],
  access: { permissions: [], roleDefaults: {}, matrix: {} },
  problems: {},
  records: [{ entity: ENTITY, references: async () => new Map() }],
};

/** A kind of record with forced policies, in two operations, on a real server over a real database. */
export async function filesWorld(settings: Partial<FilesSettings> = {}): Promise<FilesWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-world-'));
  let config: FilesConfig | undefined;
  const server = await testServer(({ vault }) => {
    const all = { ...defaultSettings, ...settings };
    config = { ...all, contents: openContents({ dataDir, vault, s3: all.s3 }) };
    return [accessModule(() => []), filesModule(config), zoo];
  });
  const office = await server.office('HQ');
  const operations = [
    await server.operation('OP-A', office, 'XA'),
    await server.operation('OP-B', office, 'XB'),
  ];
  await server.database.ownerQuery(`
    create schema zoo;
    grant usage on schema zoo to sojourn_app;
    create table zoo.visit (id uuid primary key default gen_random_uuid(), operation_id uuid not null);
    grant select on zoo.visit to sojourn_app;
    alter table zoo.visit enable row level security;
    alter table zoo.visit force row level security;
    create policy owner_all on zoo.visit to current_user using (true) with check (true);
    create policy visit_read on zoo.visit for select to sojourn_app
      using (operation_id = any((select access.scope_operations('files.attachment.write'))::uuid[]));`);
  const record = async (operation: string): Promise<string> =>
    (
      await server.database.ownerQuery<{ id: string }>(
        'insert into zoo.visit (operation_id) values ($1) returning id',
        [operation],
      )
    )[0]!.id;
  const person = (name: string, role: string, operationId: string) =>
    server.persona(name, [{ role, officeId: office, operationId }]);
  return {
    server,
    config: config!,
    officer: await person('officer', 'displacement-officer', operations[0]!),
    assistant: await person('assistant', 'displacement-assistant', operations[0]!),
    stranger: await person('stranger', 'displacement-officer', operations[1]!),
    administrator: await server.persona('admin', [{ role: 'administrator', officeId: office }]),
    record: await record(operations[0]!),
    otherRecord: await record(operations[1]!),
    check: (attachmentId) =>
      takeIn(config!, jobContext({ db: server.database.db, payload: { attachmentId }, dataDir })),
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const encode = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

const TUS = { 'tus-resumable': '1.0.0' };

export interface SendOptions {
  name?: string;
  declared?: string;
  class?: string;
  keepMetadata?: string;
  entity?: string;
  record?: string;
  length?: number;
}

/** Begins an upload; answers the response and the address. */
export async function begin(
  world: FilesWorld,
  caller: Caller,
  bytes: Buffer,
  options: SendOptions = {},
): Promise<Response> {
  return caller.fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      ...TUS,
      'upload-length': String(options.length ?? bytes.length),
      'upload-metadata': encode({
        filename: options.name ?? 'note.txt',
        ...(options.declared ? { filetype: options.declared } : {}),
        entity: options.entity ?? ENTITY,
        entityId: options.record ?? world.record,
        ...(options.class ? { class: options.class } : {}),
        ...(options.keepMetadata ? { keepMetadata: options.keepMetadata } : {}),
      }),
    },
  });
}

export const sendPiece = (
  caller: Caller,
  address: string,
  offset: number,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<Response> =>
  caller.fetch(address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });

export const headOf = (caller: Caller, address: string): Promise<Response> =>
  caller.fetch(address, { method: 'HEAD', headers: TUS });

export const giveUp = (caller: Caller, address: string): Promise<Response> =>
  caller.fetch(address, { method: 'DELETE', headers: TUS });

/** Sends a whole file and looks into it; answers its id. */
export async function attach(
  world: FilesWorld,
  caller: Caller,
  bytes: Buffer,
  options: SendOptions = {},
): Promise<string> {
  const begun = await begin(world, caller, bytes, options);
  if (begun.status !== 201) throw new Error(`${begun.status} ${await begun.text()}`);
  const address = begun.headers.get('location')!;
  const sent = await sendPiece(caller, address, 0, bytes);
  if (sent.status !== 204) throw new Error(`${sent.status} ${await sent.text()}`);
  const id = address.split('/').at(-1)!;
  await world.check(id);
  return id;
}
