import { accessModule } from '#platform/access/module.ts';
import type { RecordKind, SliceManifest } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { placesModule } from '#platform/places/module.ts';
import { tasksModule } from '../module.ts';

/** Two operations with sites; Amal and Bela are officers of the first, Dina its director, Omar an officer of the second. */
export interface World {
  server: TestServer;
  office: string;
  operation: string;
  otherOperation: string;
  amal: Caller;
  bela: Caller;
  /** An assistant: may have tasks, does not look after those of others. */
  assistant: Caller;
  dina: Caller;
  omar: Caller;
  /** Sites of the two operations. */
  site: { entity: string; entityId: string };
  otherSite: { entity: string; entityId: string };
  /** The present of the server. */
  clock: { now: Date };
  kinds: () => readonly RecordKind[];
}

async function addSite(server: TestServer, operation: string, office: string, code: string) {
  const rows = await server.database.ownerQuery<{ id: string }>(
    `insert into places.site (operation_id, office_id, code, name, search, type, area_path, area_from, accessibility, setting,
       created_at, updated_at)
     values ($1, $2, $3, $3, lower($3), 'camp', '{}', 'none', 'unknown', 'unknown', now(), now()) returning id`,
    [operation, office, code],
  );
  return { entity: 'places.site', entityId: rows[0]!.id };
}

export async function makeWorld(more: readonly SliceManifest[] = []): Promise<World> {
  const clock = { now: new Date('2026-11-22T08:00:00Z') };
  const modules: SliceManifest[] = [];
  const records = () => modules.flatMap((one) => one.records ?? []);
  const server = await testServer(
    ({ url }) => {
      modules.push(
        accessModule(() => []),
        placesModule(),
        tasksModule({ publicUrl: url, records }),
        ...more,
      );
      return modules;
    },
    { now: () => clock.now },
  );
  const top = await server.office('TOP');
  const office = await server.office('ONE', top);
  const elsewhere = await server.office('TWO', top);
  const operation = await server.operation('OP-ONE', office);
  const otherOperation = await server.operation('OP-TWO', elsewhere);
  const officer = { role: 'displacement-officer', officeId: office };
  return {
    server,
    clock,
    kinds: records,
    office,
    operation,
    otherOperation,
    amal: await server.persona('Amal', [officer]),
    bela: await server.persona('Bela', [officer]),
    assistant: await server.persona('Salma', [{ role: 'displacement-assistant', officeId: office }]),
    dina: await server.persona('Dina', [{ role: 'director', officeId: office }]),
    omar: await server.persona('Omar', [{ role: 'displacement-officer', officeId: elsewhere }]),
    site: await addSite(server, operation, office, 'SITE-1'),
    otherSite: await addSite(server, otherOperation, elsewhere, 'SITE-2'),
  };
}

/** The kinds of notice that somebody got, oldest first. */
export const told = async (world: World, who: Caller): Promise<string[]> =>
  (
    await world.server.database.ownerQuery<{ kind: string }>(
      'select kind from notify.notice where account_id = $1 order by at, id',
      [who.accountId],
    )
  ).map(({ kind }) => kind);
