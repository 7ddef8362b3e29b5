import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainGrant, type GrantFacts } from './domain.ts';

const office = fc.constantFrom('hq', 'north', 'south');
const operation = fc.constantFrom('op1', 'op2');
const day = fc.constantFrom('2026-01-01', '2026-06-15', '2026-12-31');
const paths: Record<string, string[]> = { hq: ['hq'], north: ['hq', 'north'], south: ['hq', 'south'] };

const grants: fc.Arbitrary<GrantFacts> = fc.record({
  grantId: fc.constant('g'),
  roleId: fc.constant('r'),
  rolePermissions: fc.subarray(['read', 'write']),
  officeId: office,
  officeName: fc.constant('An office'),
  operationId: fc.option(operation),
  startsOn: day,
  endsOn: fc.option(day),
  revoked: fc.boolean(),
});

test('a grant gives exactly when every condition of the database rule holds', () => {
  fc.assert(
    fc.property(
      grants,
      office,
      fc.option(operation),
      day,
      fc.boolean(),
      (grant, asked, op, today, active) => {
        const oracle =
          active &&
          !grant.revoked &&
          grant.startsOn <= today &&
          (grant.endsOn ?? '9999') >= today &&
          grant.rolePermissions.includes('read') &&
          (grant.operationId === null ? paths[asked]!.includes(grant.officeId) : grant.operationId === op);
        const step = explainGrant(
          grant,
          'read',
          { officePath: paths[asked]!, operationId: op },
          { today, accountActive: active },
        );
        expect(step.gives).toBe(oracle);
        expect(step.gives).toBe(step.rule === 'gives');
      },
    ),
  );
});
