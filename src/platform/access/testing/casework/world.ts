import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestServer } from '#platform/http/testing.ts';
import { secretHash } from '#platform/identity/secrets.ts';
import { sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { sealedValue } from './module.ts';

/** The folder whose tables a test adds to those of the product. */
export const caseworkSlice = { slice: 'casework', folder: dirname(fileURLToPath(import.meta.url)) };

/** Roles of the fictional slice, with their permissions. */
export const ROLES = {
  worker: [
    'casework.case.read',
    'casework.case.create',
    'casework.case.write',
    'casework.restricted.read',
    'casework.sealed.read',
    'casework.referral.send',
  ],
  supervisor: [
    'casework.case.read',
    'casework.case.assign',
    'casework.restricted.read',
    'casework.sealed.read',
  ],
  reader: ['casework.case.read'],
  counter: ['casework.case.count'],
  emergency: ['access.break_glass'],
  receiver: ['casework.referral.receive'],
  nobody: [],
} as const satisfies Record<string, readonly string[]>;
type RoleName = keyof typeof ROLES;

/** Where and when the role is held; the records lie in the operation of the office NORTH. */
const PLACES = ['operation', 'office', 'above', 'below', 'other', 'expired', 'later', 'revoked'] as const;
const RELATIONS = [
  'none',
  'owner',
  'assigned',
  'supervisor',
  'consulted',
  'expired',
  'ended',
  'later',
] as const;
const EXCLUSIONS = ['none', 'shut out', 'let in again'] as const;
const OPENINGS = ['none', 'open', 'over'] as const;
export const TOKENS = ['person', 'narrowed', 'empty'] as const;
export type Token = (typeof TOKENS)[number];

/** One record as it stands to one person. */
export interface Cell {
  caseId: string;
  relation: (typeof RELATIONS)[number];
  exclusion: (typeof EXCLUSIONS)[number];
  opening: (typeof OPENINGS)[number];
}

export interface Member {
  accountId: string;
  role: RoleName;
  place: (typeof PLACES)[number];
  cookie: string;
  cells: Cell[];
}

export interface World {
  offices: Record<'hq' | 'north' | 'inner' | 'south', string>;
  operations: Record<'north' | 'south', string>;
  members: Member[];
  /** Works on nothing; relations are given to them. */
  target: string;
}

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Offices, operations and roles of the fictional slice. */
export async function addGround(server: TestServer): Promise<Omit<World, 'members' | 'target'>> {
  const { ownerQuery } = server.database;
  const hq = await server.office('HQ');
  const north = await server.office('NORTH', hq);
  const inner = await server.office('INNER', north);
  const south = await server.office('SOUTH', hq);
  const operations = {
    north: await server.operation('OPN', north),
    south: await server.operation('OPS', south),
  };
  for (const [id, permissions] of Object.entries(ROLES))
    await ownerQuery(`insert into access.role (id, name, permissions) values ($1, '{}', $2)`, [
      id,
      permissions,
    ]);
  return { offices: { hq, north, inner, south }, operations };
}

/** People of every role held in every way, each with records in every relation, exclusion and opening. */
export async function addWorld(server: TestServer, vault: Vault): Promise<World> {
  const ground = await addGround(server);
  const members: Member[] = [];
  for (const role of Object.keys(ROLES) as RoleName[])
    for (const place of PLACES) members.push(await addMember(server, vault, ground, [role, place]));
  const target = (await server.persona('Target', [])).accountId!;
  return { ...ground, members, target };
}

async function addMember(
  server: TestServer,
  vault: Vault,
  { offices, operations }: Omit<World, 'members' | 'target'>,
  [role, place]: [RoleName, Member['place']],
): Promise<Member> {
  const { ownerQuery } = server.database;
  const persona = await server.persona(`${role}-${place}`, []);
  const office =
    { above: offices.hq, below: offices.inner, other: offices.south }[place as string] ?? offices.north;
  await ownerQuery(
    `insert into access.role_grant (account_id, role_id, office_id, operation_id, starts_on, ends_on, revoked_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      persona.accountId,
      role,
      office,
      place === 'operation' ? operations.north : null,
      day(place === 'later' ? 5 : -9),
      place === 'expired' ? day(-2) : null,
      place === 'revoked' ? new Date() : null,
    ],
  );
  const cells = RELATIONS.flatMap((relation) =>
    EXCLUSIONS.flatMap((exclusion) =>
      OPENINGS.map((opening) => ({ caseId: crypto.randomUUID(), relation, exclusion, opening })),
    ),
  );
  await addCases(server, vault, cells, {
    account: persona.accountId!,
    office: offices.north,
    operation: operations.north,
  });
  return { accountId: persona.accountId!, role, place, cookie: persona.cookie!, cells };
}

/** Past all policies: the world as it is, not as somebody was allowed to make it. */
async function addCases(
  server: TestServer,
  vault: Vault,
  cells: readonly Cell[],
  at: { account: string; office: string; operation: string },
): Promise<void> {
  const { ownerQuery } = server.database;
  const rows = JSON.stringify(cells);
  const from = `jsonb_to_recordset($1) as c("caseId" uuid, relation text, exclusion text, opening text)`;
  await ownerQuery(
    `insert into casework.case (id, reference, office_id, operation_id)
     select c."caseId", 'CW-' || upper(left(replace(c."caseId"::text, '-', ''), 12)), $2, $3 from ${from}`,
    [rows, at.office, at.operation],
  );
  await ownerQuery(
    `insert into casework.case_restricted (case_id, person_name, location) select c."caseId", 'Hidden Name', 'Hidden Place' from ${from}`,
    [rows],
  );
  await ownerQuery(
    `insert into casework.case_sealed (id, case_id, field, value) select id, id, 'narrative', value from unnest($1::uuid[], $2::bytea[]) as s(id, value)`,
    [
      cells.map(({ caseId }) => caseId),
      cells.map(({ caseId }) => sealText(vault, sealedValue, caseId, `Sealed ${caseId}`)),
    ],
  );
  await ownerQuery(
    `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id, starts_on, ends_on, ended_at)
     select 'casework.case', c."caseId", $2, case when c.relation in ('expired', 'ended', 'later') then 'owner' else c.relation end, $3, $4,
       case when c.relation = 'later' then current_date + 5 else current_date - 5 end,
       case when c.relation = 'expired' then current_date - 1 end, case when c.relation = 'ended' then now() end
     from ${from} where c.relation <> 'none'`,
    [rows, at.account, at.office, at.operation],
  );
  await ownerQuery(
    `insert into access.exclusion (entity, entity_id, account_id, kind, reason, ended_at)
     select 'casework.case', c."caseId", $2, 'accused', 'A reason', case when c.exclusion = 'let in again' then now() end
     from ${from} where c.exclusion <> 'none'`,
    [rows, at.account],
  );
  await ownerQuery(
    `insert into access.opening (entity, entity_id, account_id, office_id, operation_id, reason, opened_at, ends_at)
     select 'casework.case', c."caseId", $2, $3, $4, 'A reason of some length', now() - interval '2 hours',
       now() + case when c.opening = 'open' then interval '1 hour' else interval '-1 hour' end
     from ${from} where c.opening <> 'none'`,
    [rows, at.account, at.office, at.operation],
  );
}

/** An API token of a person, limited to some permissions. */
export async function addToken(
  server: TestServer,
  accountId: string,
  permissions: readonly string[],
): Promise<string> {
  const secret = `token-${crypto.randomUUID()}`;
  await server.database.ownerQuery(
    `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
     values ($1, 'A token', $2, $3, now() + interval '1 hour')`,
    [accountId, secretHash(secret), permissions],
  );
  return secret;
}
