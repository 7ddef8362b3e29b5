import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessModule } from '#platform/access/module.ts';
import { auditModule } from '#platform/audit/module.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { submitRecord } from '#platform/forms/contract/record.ts';
import { formsModule } from '#platform/forms/module.ts';
import { siteForm, siteXml, workbook } from '#platform/forms/testing/workbook.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { placesMessages } from '#platform/places/messages/catalogue.ts';
import { placesModule } from '#platform/places/module.ts';
import { type DataSet, defineDataSet } from '../data-set.ts';
import { reportsModule } from '../module.ts';

export interface World {
  server: TestServer;
  /** Two operations of offices side by side. */
  operations: [string, string];
  offices: { top: string; one: string; two: string };
  /** Data set of the form's records in the first operation. */
  records: string;
  formId: string;
  people: Record<Persona, Caller>;
  /** A feed as somebody asks for it, with a token of all their permissions unless told otherwise. */
  feed(who: Persona, path: string, permissions?: readonly string[]): Promise<Response>;
  token(who: Persona, permissions?: readonly string[]): Promise<string>;
  /** What an account left in the log, newest first. */
  trace(who: Persona): Promise<{ action: string; after: Record<string, unknown> }[]>;
  close(): Promise<void>;
}

/**
 * officer: all of the first operation. neighbour: officer of the second. reader: reads and exports everything of the first,
 * without restricted columns. half: reads both operations, restricted columns in the first only. former: officer whose
 * grant has ended. outsider: holds nothing.
 */
export type Persona = 'officer' | 'neighbour' | 'reader' | 'half' | 'former' | 'outsider';

const READER = [
  'reports.data.read',
  'reports.feed.read',
  'places.site.read',
  'forms.form.read',
  'forms.record.read',
  'forms.record.export',
];

/** Every sealed value begins so: no answer may hold it. */
export const SEALED_WORD = 'sealed-word';
/** The sites once more, with a column of each sensitivity. */
const threeWays: DataSet = defineDataSet({
  id: 'test_three_ways',
  title: { text: 'Three ways' },
  words: placesMessages,
  entity: 'places.site',
  permission: 'places.site.read',
  from: 'places.site t',
  within: 't.operation_id',
  key: 'id',
  order: [{ column: 'code', descending: false }],
  geometry: 'position',
  time: 'updated_at',
  columns: [
    { name: 'id', kind: 'uuid', label: { text: 'Id' }, sql: 't.id', required: true },
    { name: 'code', kind: 'text', label: { text: 'Code' }, sql: 't.code', required: true },
    { name: 'type', kind: 'text', label: { text: 'Type' }, sql: 't.type', required: true },
    {
      name: 'notes',
      kind: 'text',
      label: { text: 'Notes' },
      sql: `nullif(t.notes, '')`,
      sensitivity: 'restricted',
    },
    {
      name: 'secret',
      kind: 'text',
      label: { text: 'Secret' },
      sql: `('${SEALED_WORD} ' || t.code)`,
      sensitivity: 'sealed',
    },
    { name: 'updated_at', kind: 'datetime', label: { text: 'Changed' }, sql: 't.updated_at', required: true },
    {
      name: 'position',
      kind: 'point',
      label: { text: 'Where' },
      sql: 't.lon',
      lonLat: ['t.lon', 't.lat'],
    },
  ],
});

export async function createWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-reports-'));
  const server = await testServer(({ url, vault }) => {
    const modules: SliceManifest[] = [];
    modules.push(
      accessModule(() => []),
      auditModule({ dataDir }),
      placesModule(),
      formsModule({ publicUrl: url, contents: openContents({ dataDir, vault }) }),
      reportsModule(() => [...modules.flatMap((m) => m.dataSets ?? []), threeWays], { publicUrl: url }),
    );
    return modules;
  });
  const { ownerQuery } = server.database;
  const top = await server.office('HQ');
  const one = await server.office('ONE', top);
  const two = await server.office('TWO', top);
  const operations: World['operations'] = [
    await server.operation('OP-A', one, 'QZ'),
    await server.operation('OP-B', two, 'QZ'),
  ];
  await ownerQuery(
    `insert into access.role (id, name, permissions, built_in) values ('reader', '{"en":"Reader"}', $1, false)`,
    [READER],
  );
  const people = await addPeople(server, { one, two });
  await addSites(server, operations, { one, two });
  const { formId, records } = await addRecords(people.officer, operations[0]);
  const token = (who: Persona, permissions?: readonly string[]) =>
    addToken(server, people[who].accountId!, permissions);
  const tokens = new Map<string, Promise<string>>();
  return {
    server,
    operations,
    offices: { top, one, two },
    records,
    formId,
    people,
    token,
    async feed(who, path, permissions) {
      const key = `${who} ${permissions?.join()}`;
      if (!tokens.has(key)) tokens.set(key, token(who, permissions));
      return fetch(server.url + path, { headers: { authorization: `Bearer ${await tokens.get(key)}` } });
    },
    async trace(who) {
      const rows = await ownerQuery<{ action: string; body: string }>(
        `select action, body from audit.entry where actor_id = $1 and action like 'reports.%' order by id desc`,
        [people[who].accountId],
      );
      return rows.map(({ action, body }) => ({ action, after: JSON.parse(body).after }));
    },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addSites(
  server: TestServer,
  [a, b]: World['operations'],
  offices: { one: string; two: string },
): Promise<void> {
  const sites: [string, string, string, string, number | null, number | null, string][] = [
    [a, offices.one, 'S-001', 'Kalimba', 10.5, 20.25, '=cmd|calc'],
    [a, offices.one, 'S-002', "O'Hara camp", 11, 21, ''],
    [a, offices.one, 'S-003', 'مخيم النور', null, null, 'Chief lives here'],
    [b, offices.two, 'T-001', 'Far away', -5, 30, 'Secret of the neighbour'],
  ];
  for (const [operation, office, code, name, lat, lon, notes] of sites) {
    await server.database.ownerQuery(
      `insert into places.site (operation_id, office_id, code, name, search, type, state, lat, lon, area_path, opened_on,
         notes, created_at, updated_at)
       values ($1, $2, $3, $4, '', 'camp', 'open', $5, $6, '{QZ,QZ01}', '2026-01-15', $7, now(), '2026-11-01T10:00:00.123456Z')`,
      [operation, office, code, name, lat, lon, notes],
    );
  }
}

async function addRecords(
  officer: Caller,
  operationId: string,
): Promise<{ formId: string; records: string }> {
  const body = new Uint8Array(await workbook(siteForm()));
  const imported = await officer.call(importWorkbook, { params: { operationId }, body } as never);
  const formId = imported.form.id;
  await officer.call(changeVersionState, {
    params: { formId, versionId: imported.versionId },
    body: { transition: 'publish' },
  });
  const answers = [
    {
      name: 'Kalimba',
      kind: 'camp',
      households: '12',
      needs: 'water food',
      gps: '10.5 20.25 0 4',
      opened: '2026-02-28',
    },
    {
      name: '=HYPERLINK("http://evil")',
      kind: 'centre',
      households: '7',
      needs: 'other',
      opened: '2026-02-31',
    },
    { name: 'Third', kind: 'camp', households: '30' },
  ];
  for (const one of answers) {
    const form = new FormData();
    form.append('xml_submission_file', new Blob([siteXml(one)], { type: 'text/xml' }), 'submission.xml');
    await officer.call(submitRecord, { params: { formId }, body: form } as never);
  }
  return { formId, records: `records_site_assessment_${formId.slice(-8)}` };
}

async function addToken(
  server: TestServer,
  accountId: string,
  permissions?: readonly string[],
): Promise<string> {
  const secret = `sj_${newSecret()}`;
  const held = await server.database.ownerQuery<{ p: string }>(
    `select distinct unnest(r.permissions) as p from access.role_grant g join access.role r on r.id = g.role_id
     where g.account_id = $1`,
    [accountId],
  );
  const all = held.length > 0 ? held.map((h) => h.p) : ['reports.feed.read'];
  await server.database.ownerQuery(
    `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
     values ($1, $2, $3, $4, now() + interval '1 day')`,
    [accountId, secret.slice(-8), secretHash(secret), permissions ?? all],
  );
  return secret;
}

async function addPeople(
  server: TestServer,
  { one, two }: { one: string; two: string },
): Promise<World['people']> {
  const officer = 'displacement-officer';
  const people: World['people'] = {
    officer: await server.persona('officer', [{ role: officer, officeId: one }]),
    neighbour: await server.persona('neighbour', [{ role: officer, officeId: two }]),
    reader: await server.persona('reader', [{ role: 'reader', officeId: one }]),
    half: await server.persona('half', [
      { role: officer, officeId: one },
      { role: 'reader', officeId: two },
    ]),
    former: await server.persona('former', [{ role: officer, officeId: one }]),
    outsider: await server.persona('outsider', []),
  };
  await server.database.ownerQuery(
    'update access.role_grant set starts_on = current_date - 9, ends_on = current_date - 1 where account_id = $1',
    [people.former.accountId],
  );
  return people;
}
