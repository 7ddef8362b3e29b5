import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route, RouteInput, RouteOutput } from '@sojourn/route-contract';
import { accessModule } from '#platform/access/module.ts';
import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { type Caller, testServer } from '#platform/http/testing.ts';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { tasksModule } from '#platform/tasks/module.ts';
import { changeVersionState, importWorkbook } from '../contract/form.ts';
import { formsModule } from '../module.ts';
import { type Sheets, siteForm, workbook } from './workbook.ts';

export interface World {
  database: TestDatabase;
  url: string;
  dataDir: string;
  contents: ContentStore;
  office: string;
  /** Two operations of the office; people work in the first unless told otherwise. */
  operations: [string, string];
  /** Calls a route as a person of a role in the first operation; `role/2` works in the second. */
  call<R extends Route>(role: string, route: R, input: RouteInput<R>): Promise<RouteOutput<R>>;
  cookie(role: string): Promise<string>;
  /** Imports and publishes a form; the site assessment when none is given. */
  publish(sheets?: Sheets, role?: string): Promise<{ formId: string; versionId: string }>;
  close(): Promise<void>;
}

/** The forms slice on a real server over a real database, with people of each role. */
export async function createWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-forms-'));
  let contents: ContentStore | undefined;
  const server = await testServer(({ url, vault }) => {
    contents = openContents({ dataDir, vault });
    const forms = formsModule({ publicUrl: url, contents });
    const tasks = tasksModule({ publicUrl: url, records: () => forms.records ?? [] });
    return [accessModule(() => []), jobsModule(() => []), tasks, forms];
  });
  await server.database.ownerQuery(`insert into access.agency (name) values ('Test agency')`);
  const office = await server.office('HQ');
  const operations: World['operations'] = [
    await server.operation('OP-A', office, 'XA'),
    await server.operation('OP-B', office, 'XB'),
  ];
  const people = new Map<string, Promise<Caller>>();
  const person = (name: string): Promise<Caller> => {
    const known = people.get(name);
    if (known) return known;
    const [role = '', second] = name.split('/');
    const made = server.persona(name.replace('/', '-'), [
      { role, officeId: office, operationId: operations[second ? 1 : 0] },
    ]);
    people.set(name, made);
    return made;
  };
  const world: World = {
    database: server.database,
    url: server.url,
    dataDir,
    contents: contents!,
    office,
    operations,
    cookie: async (role) => `${SESSION_COOKIE}=${(await person(role)).cookie}`,
    call: async (role, route, input) => (await person(role)).call(route, input),
    async publish(sheets = siteForm(), role = 'displacement-officer') {
      const operationId = operations[role.endsWith('/2') ? 1 : 0];
      const body = new Uint8Array(await workbook(sheets));
      const imported = await world.call(role, importWorkbook, { params: { operationId }, body } as never);
      const params = { formId: imported.form.id, versionId: imported.versionId };
      await world.call(role, changeVersionState, { params, body: { transition: 'publish' } });
      return params;
    },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return world;
}

/** A multipart body as Collect posts it. */
export function submissionBody(
  xml: string | Uint8Array | undefined,
  files: { name: string; type?: string; content: string | Uint8Array }[] = [],
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  if (xml !== undefined)
    form.append('xml_submission_file', new Blob([xml as BlobPart], { type: 'text/xml' }), 'submission.xml');
  for (const file of files) {
    form.append(
      file.name,
      new Blob([file.content as BlobPart], { type: file.type ?? 'application/octet-stream' }),
      file.name,
    );
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
