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

/**
 * The same rule as the database's `access.held` and scope functions, told grant by grant: the first rule that
 * fails is the answer. Days are ISO dates.
 */
export function explainGrant(
  grant: GrantFacts,
  permission: string,
  place: PlaceAsked,
  at: { today: string; accountActive: boolean },
): Step {
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
  const { grantId, roleId, officeId, officeName, operationId } = grant;
  return { grantId, roleId, officeId, officeName, operationId, gives: rule === 'gives', rule };
}
