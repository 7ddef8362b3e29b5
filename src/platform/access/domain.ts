import type { Explanation } from './contract.ts';

export interface GrantFacts {
  grantId: string;
  roleId: string;
  rolePermissions: readonly string[];
  officeId: string;
  officeName: string;
  operationId: string | null;
  startsOn: string;
  endsOn: string | null;
  revoked: boolean;
}

export interface PlaceAsked {
  /** The office asked about, with all offices above it. */
  officePath: readonly string[];
  operationId: string | null;
}

type Step = Explanation['steps'][number];
type RecordAnswer = NonNullable<Explanation['record']>;

/** What the database tells of a person in a place or on a record; see `access.explain_facts`. */
export interface ExplainFacts {
  today: string;
  office: string | null;
  operation: string | null;
  path: string[];
  placeName: string;
  grants: GrantFacts[];
  /** How records of this kind open; null for a kind that roles alone open. */
  kind: { rules: Record<string, string[]>; break_glass: string[] } | null;
  assignments: {
    id: string;
    relation: string;
    startsOn: string;
    endsOn: string | null;
    ended: boolean;
  }[];
  excluded: boolean;
  openings: { id: string; endsAt: string; open: boolean }[];
}

interface At {
  today: string;
  accountActive: boolean;
}

/**
 * The same rule as the database's `access.held` and scope functions, told grant by grant: the first rule that
 * fails is the answer. Days are ISO dates.
 */
export function explainGrant(grant: GrantFacts, permission: string, place: PlaceAsked, at: At): Step {
  const rule = ((): Step['rule'] => {
    if (!at.accountActive) return 'account_not_active';
    if (grant.revoked) return 'revoked';
    if (grant.startsOn > at.today) return 'not_started';
    if (grant.endsOn !== null && grant.endsOn < at.today) return 'ended';
    if (!grant.rolePermissions.includes(permission)) return 'role_lacks_permission';
    if (grant.operationId !== null)
      return grant.operationId === place.operationId ? 'gives' : 'other_operation';
    return place.officePath.includes(grant.officeId) ? 'gives' : 'other_office';
  })();
  const { grantId, roleId, officeId, officeName, operationId, startsOn, endsOn } = grant;
  return {
    grantId,
    roleId,
    officeId,
    officeName,
    operationId,
    startsOn,
    endsOn,
    gives: rule === 'gives',
    rule,
  };
}

type Decision = Pick<Explanation, 'allowed' | 'steps' | 'missing'> & {
  record: Omit<RecordAnswer, 'entity' | 'entityId'> | null;
};

/**
 * Whether somebody may, and what decides: the permission in the place and, of a kind of record that role alone never
 * opens, one of the relations that the kind names for it, or an opening in an emergency. An exclusion outweighs all.
 * The same rule as `access.assigned_records` and the restrictive policies.
 */
export function explain(permission: string, facts: ExplainFacts, accountActive: boolean): Decision {
  const place = { officePath: facts.path, operationId: facts.operation };
  const at = { today: facts.today, accountActive };
  const steps = facts.grants.map((grant) => explainGrant(grant, permission, place, at));
  const held = steps.some(({ gives }) => gives);
  if (!facts.kind) {
    const missing: Decision['missing'] = held ? [] : [accountActive ? 'grant' : 'active_account'];
    return { allowed: held, steps, missing, record: null };
  }
  const relations = facts.kind.rules[permission] ?? [];
  const assignments = facts.assignments.map((one) => explainAssignment(one, relations, facts.today));
  const related = assignments.some(({ gives }) => gives);
  const opens = facts.kind.break_glass.includes(permission);
  const mayBreak = facts.grants.some(
    (grant) => explainGrant(grant, 'access.break_glass', place, at).rule === 'gives',
  );
  const openings = facts.openings.map(({ id, endsAt, open }) => ({
    id,
    endsAt,
    gives: open && opens && mayBreak,
  }));
  const opened = openings.some(({ gives }) => gives);
  const allowed = !facts.excluded && ((held && related) || opened);
  const missing: Decision['missing'] = [];
  if (!accountActive) missing.push('active_account');
  if (facts.excluded) missing.push('no_exclusion');
  if (!opened && accountActive && !held) missing.push('grant');
  if (!opened && !related) missing.push('relation');
  return {
    allowed,
    steps,
    missing,
    record: { relations, assignments, excluded: facts.excluded, openings, breakGlass: opens },
  };
}

function explainAssignment(
  one: ExplainFacts['assignments'][number],
  relations: readonly string[],
  today: string,
): RecordAnswer['assignments'][number] {
  const rule = ((): RecordAnswer['assignments'][number]['rule'] => {
    if (one.ended) return 'revoked';
    if (one.startsOn > today) return 'not_started';
    if (one.endsOn !== null && one.endsOn < today) return 'ended';
    return relations.includes(one.relation) ? 'gives' : 'other_relation';
  })();
  const { id, relation, startsOn, endsOn } = one;
  return { id, relation, startsOn, endsOn, gives: rule === 'gives', rule };
}
