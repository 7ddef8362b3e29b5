import { type Cell, type Member, ROLES, type Token } from './world.ts';

/**
 * Who may what, written down from the rules and from nothing of the code under test: the permission held today where the
 * record lies, narrowed by a token; a relation that counts today; nothing for the excluded; an emergency opening stands in
 * for reading alone.
 */
export const ACTIONS = [
  'read',
  'restricted',
  'sealed, no purpose',
  'sealed, purpose',
  'change',
  'seal',
  'see who works on it',
] as const;
export type Action = (typeof ACTIONS)[number];

const NARROWED = ['casework.case.read'];

export function may(member: Member, cell: Cell, token: Token, action: Action): boolean {
  if (cell.exclusion === 'shut out') return false;
  const permissions = (ROLES[member.role] as readonly string[]).filter(
    (one) => token === 'person' || (token === 'narrowed' && NARROWED.includes(one)),
  );
  const here = ['operation', 'office', 'above'].includes(member.place);
  const by = (permission: string, ...relations: string[]): boolean =>
    here && permissions.includes(permission) && relations.includes(cell.relation);
  const emergency = here && permissions.includes('access.break_glass') && cell.opening === 'open';
  const read = emergency || by('casework.case.read', 'owner', 'assigned', 'supervisor', 'consulted');
  switch (action) {
    case 'read':
    case 'see who works on it':
      return read;
    case 'restricted':
      return emergency || by('casework.restricted.read', 'owner', 'assigned', 'supervisor');
    case 'sealed, no purpose':
      return false;
    case 'sealed, purpose':
      return by('casework.sealed.read', 'owner', 'supervisor');
    case 'change':
      return read && by('casework.case.write', 'owner', 'assigned');
    case 'seal':
      return by('casework.case.write', 'owner', 'assigned');
  }
}

/** Whether a member gives relations of the record (`orphan`: nobody has it, so whoever assigns there gives it away). */
export function mayAssign(member: Member, cell: Cell, what: 'relation' | 'exclusion'): boolean {
  if (cell.exclusion === 'shut out' || member.role !== 'supervisor') return false;
  if (!['operation', 'office', 'above'].includes(member.place)) return false;
  const orphan = ['none', 'expired', 'ended'].includes(cell.relation);
  return ['owner', 'supervisor'].includes(cell.relation) || (what === 'relation' && orphan);
}

/** The status of a request for one record, by a route that asks for `permission`. */
export function statusOf(member: Member, permission: string, allowed: boolean): number {
  const anywhere = !['expired', 'later', 'revoked'].includes(member.place);
  if (!anywhere || !(ROLES[member.role] as readonly string[]).includes(permission)) return 403;
  return allowed ? 200 : 404;
}
