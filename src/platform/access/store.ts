import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { ListedRole, Office, Operation, Role, SignInRule } from './contract.ts';
import type { ExplainFacts } from './domain.ts';

const one = async <T>(tx: Tx, text: string, values: unknown[]): Promise<T | undefined> =>
  (await rawQuery<T>(tx, text, values))[0];

export const findAgencyName = async (tx: Tx): Promise<string | null> =>
  (await one<{ name: string }>(tx, 'select name from access.agency', []))?.name ?? null;

export const isFactorForAll = async (tx: Tx): Promise<boolean> =>
  (await one<{ yes: boolean }>(tx, 'select second_factor_required yes from access.agency', []))?.yes ?? false;

/** False where the actor may not: the database changed nothing. */
export const requireFactorOfAll = async (tx: Tx, required: boolean): Promise<boolean> =>
  (await rawQuery(tx, 'update access.agency set second_factor_required = $1 returning name', [required]))
    .length > 0;

interface OfficeRow {
  id: string;
  parent_id: string | null;
  code: string;
  name: string;
  country: string | null;
  closed_on: string | null;
  path: string[];
}
const OFFICE = 'id, parent_id, code, name, country, closed_on, path';
const toOffice = (r: OfficeRow): Office => ({
  id: r.id,
  parentId: r.parent_id,
  code: r.code,
  name: r.name,
  country: r.country,
  closedOn: r.closed_on,
  path: r.path,
});

export const listOffices = async (tx: Tx): Promise<Office[]> =>
  (
    await rawQuery<OfficeRow>(tx, `select ${OFFICE} from access.office order by cardinality(path), name`, [])
  ).map(toOffice);

export const findOffice = async (tx: Tx, id: string): Promise<Office | undefined> => {
  const row = await one<OfficeRow>(tx, `select ${OFFICE} from access.office where id = $1`, [id]);
  return row && toOffice(row);
};

export type OfficeValues = Omit<Office, 'id' | 'path'>;

export const insertOffice = async (tx: Tx, o: Omit<OfficeValues, 'closedOn'>): Promise<Office> =>
  toOffice(
    (await one<OfficeRow>(
      tx,
      `insert into access.office (parent_id, code, name, country) values ($1, $2, $3, $4) returning ${OFFICE}`,
      [o.parentId, o.code, o.name, o.country],
    ))!,
  );

/** Undefined when the office is outside the actor's scope: the database changed nothing. */
export const updateOffice = async (tx: Tx, id: string, o: OfficeValues): Promise<Office | undefined> => {
  const row = await one<OfficeRow>(
    tx,
    `update access.office set parent_id = $2, code = $3, name = $4, country = $5, closed_on = $6 where id = $1 returning ${OFFICE}`,
    [id, o.parentId, o.code, o.name, o.country, o.closedOn],
  );
  return row && toOffice(row);
};

interface OperationRow {
  id: string;
  office_id: string;
  code: string;
  name: string;
  country: string;
  status: 'active' | 'inactive';
}
const OPERATION = 'id, office_id, code, name, country, status';
const toOperation = (r: OperationRow): Operation => ({
  id: r.id,
  officeId: r.office_id,
  code: r.code,
  name: r.name,
  country: r.country,
  status: r.status,
});

export const listOperations = async (tx: Tx): Promise<Operation[]> =>
  (
    await rawQuery<OperationRow>(tx, `select ${OPERATION} from access.operation order by status, name`, [])
  ).map(toOperation);

export const findOperation = async (tx: Tx, id: string): Promise<Operation | undefined> => {
  const row = await one<OperationRow>(tx, `select ${OPERATION} from access.operation where id = $1`, [id]);
  return row && toOperation(row);
};

export const insertOperation = async (tx: Tx, o: Omit<Operation, 'id' | 'status'>): Promise<Operation> =>
  toOperation(
    (await one<OperationRow>(
      tx,
      `insert into access.operation (office_id, code, name, country) values ($1, $2, $3, $4) returning ${OPERATION}`,
      [o.officeId, o.code, o.name, o.country],
    ))!,
  );

export const updateOperation = async (
  tx: Tx,
  id: string,
  o: Pick<Operation, 'name' | 'status'>,
): Promise<Operation | undefined> => {
  const row = await one<OperationRow>(
    tx,
    `update access.operation set name = $2, status = $3 where id = $1 returning ${OPERATION}`,
    [id, o.name, o.status],
  );
  return row && toOperation(row);
};

interface RoleRow {
  id: string;
  name: Role['name'];
  permissions: string[];
  built_in: boolean;
}
const toRole = (r: RoleRow): Role => ({
  id: r.id,
  name: r.name,
  permissions: r.permissions,
  builtIn: r.built_in,
});

interface ListedRoleRow extends RoleRow {
  idle_minutes: number;
  session_hours: number;
  second_factor_required: boolean;
  own: boolean;
}
const LISTED_ROLE = `select r.id, r.name, r.permissions, r.built_in, s.idle_minutes, s.session_hours,
  s.second_factor_required, s.own
  from access.role r cross join lateral access.rule_of_role(r.id) s`;
const toListedRole = (r: ListedRoleRow): ListedRole => ({
  ...toRole(r),
  signIn: {
    idleMinutes: r.idle_minutes,
    sessionHours: r.session_hours,
    secondFactorRequired: r.second_factor_required,
    own: r.own,
  },
});

export const listRoles = async (tx: Tx): Promise<ListedRole[]> =>
  (await rawQuery<ListedRoleRow>(tx, `${LISTED_ROLE} order by r.built_in desc, r.id`, [])).map(toListedRole);

export const findListedRole = async (tx: Tx, id: string): Promise<ListedRole | undefined> => {
  const row = await one<ListedRoleRow>(tx, `${LISTED_ROLE} where r.id = $1`, [id]);
  return row && toListedRole(row);
};

export const saveSignInRule = (tx: Tx, roleId: string, rule: SignInRule, by: string | null, now: Date) =>
  rawQuery(
    tx,
    `insert into access.role_sign_in (role_id, idle_minutes, session_hours, second_factor_required, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (role_id) do update set idle_minutes = excluded.idle_minutes, session_hours = excluded.session_hours,
       second_factor_required = excluded.second_factor_required, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at`,
    [roleId, rule.idleMinutes, rule.sessionHours, rule.secondFactorRequired, by, now],
  );

/** True when there was an own rule. */
export const dropSignInRule = async (tx: Tx, roleId: string): Promise<boolean> =>
  (await rawQuery(tx, 'delete from access.role_sign_in where role_id = $1 returning role_id', [roleId]))
    .length > 0;

export const findRole = async (tx: Tx, id: string): Promise<Role | undefined> => {
  const row = await one<RoleRow>(
    tx,
    'select id, name, permissions, built_in from access.role where id = $1',
    [id],
  );
  return row && toRole(row);
};

export const saveRole = async (tx: Tx, r: Omit<Role, 'builtIn'>): Promise<void> => {
  await rawQuery(
    tx,
    `insert into access.role (id, name, permissions) values ($1, $2, $3)
     on conflict (id) do update set name = excluded.name, permissions = excluded.permissions`,
    [r.id, JSON.stringify(r.name), r.permissions],
  );
};

export interface GrantRow {
  id: string;
  account_id: string;
  account_name: string | null;
  role_id: string;
  office_id: string;
  operation_id: string | null;
  starts_on: string;
  ends_on: string | null;
  reason: string;
  granted_at: Date;
  granted_by_name: string | null;
  revoked_at: Date | null;
  in_force: boolean;
}

const GRANT = `select g.id, g.account_id, a.name account_name, g.role_id, g.office_id, g.operation_id, g.starts_on, g.ends_on,
  g.reason, g.granted_at, b.name granted_by_name, g.revoked_at,
  (g.revoked_at is null and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)) in_force
  from access.role_grant g
  left join identity.account a on a.id = g.account_id
  left join identity.account b on b.id = g.granted_by`;

export interface GrantFilter {
  accountId?: string | undefined;
  officeId?: string | undefined;
  roleId?: string | undefined;
  inForce?: boolean | undefined;
  after?: { grantedAt: string; id: string } | undefined;
  limit: number;
}

export const listGrants = (tx: Tx, f: GrantFilter) =>
  rawQuery<GrantRow>(
    tx,
    `select * from (${GRANT}) g where ($1::uuid is null or account_id = $1) and ($2::uuid is null or office_id = $2)
       and ($3::text is null or role_id = $3) and ($4::boolean is null or in_force = $4)
       and ($5::timestamptz is null or (granted_at, id) < ($5, $6::uuid))
     order by granted_at desc, id desc limit $7`,
    [
      f.accountId ?? null,
      f.officeId ?? null,
      f.roleId ?? null,
      f.inForce ?? null,
      f.after?.grantedAt ?? null,
      f.after?.id ?? null,
      f.limit,
    ],
  );

export const findGrant = (tx: Tx, id: string) => one<GrantRow>(tx, `${GRANT} where g.id = $1`, [id]);

export const insertGrant = async (
  tx: Tx,
  g: {
    accountId: string;
    roleId: string;
    officeId: string;
    operationId: string | null;
    startsOn?: string | undefined;
    endsOn: string | null;
    reason: string;
    grantedBy: string | null;
  },
): Promise<string> =>
  (await one<{ id: string }>(
    tx,
    `insert into access.role_grant (account_id, role_id, office_id, operation_id, starts_on, ends_on, reason, granted_by)
     values ($1, $2, $3, $4, coalesce($5::date, current_date), $6, $7, $8) returning id`,
    [g.accountId, g.roleId, g.officeId, g.operationId, g.startsOn ?? null, g.endsOn, g.reason, g.grantedBy],
  ))!.id;

/** True when a grant in the actor's scope ended now. */
export const revokeGrant = async (tx: Tx, id: string, by: string | null, now: Date): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      'update access.role_grant set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null returning id',
      [id, now, by],
    )
  ).length > 0;

/** What decides about an account in a place or on a record; null outside the asker's own scope. */
export const findExplainFacts = async (
  tx: Tx,
  asked: {
    accountId: string;
    officeId: string | null;
    operationId: string | null;
    record: { entity: string; entityId: string } | null;
  },
): Promise<ExplainFacts | null> =>
  (await one<{ facts: ExplainFacts | null }>(tx, 'select access.explain_facts($1, $2, $3, $4, $5) facts', [
    asked.accountId,
    asked.record?.entity ?? null,
    asked.record?.entityId ?? null,
    asked.officeId,
    asked.operationId,
  ]))!.facts;

export const findAccountState = (tx: Tx, id: string) =>
  one<{ id: string; kind: string; name: string; state: string }>(
    tx,
    'select id, kind, name, state from identity.account where id = $1',
    [id],
  );

/** Whether the actor holds all that the role gives in that place. */
export const holdsRole = async (
  tx: Tx,
  g: { roleId: string; officeId: string; operationId: string | null },
): Promise<boolean> =>
  (await one<{ yes: boolean }>(tx, 'select access.holds_role($1, $2, $3) yes', [
    g.roleId,
    g.officeId,
    g.operationId,
  ]))!.yes;

/** Brings the built-in roles to what the code says; only at start, as the platform itself. */
export const declareBuiltInRoles = (tx: Tx, roles: readonly Omit<Role, 'builtIn'>[]) =>
  rawQuery(tx, 'select access.declare_built_in_roles($1)', [JSON.stringify(roles)]);
