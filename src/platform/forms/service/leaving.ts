import { auditMany } from '#platform/audit/audit.ts';
import type { Leaving } from '#platform/http/module.ts';
import * as store from '../store/device.ts';

/** Devices go on sending after the person who enrolled them has left, unless they are settled. */
export const leavingDevices: Leaving = {
  kind: 'devices',
  count: store.countEnrolled,
  async settle(tx, actor, { accountId, keeperId }, now) {
    const devices = await store.leaveDevices(tx, accountId, keeperId, now);
    await auditMany(
      tx,
      actor,
      devices.map((device) => ({
        action: keeperId ? 'forms.device_moved' : 'forms.device_revoked',
        entity: 'forms.device',
        entityId: device.id,
        officeId: device.office_id,
        operationId: device.operation_id,
        before: { name: device.name, enrolledBy: accountId },
        ...(keeperId ? { after: { keeper: keeperId } } : {}),
        at: now,
      })),
    );
    return devices.length;
  },
};
