import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import type { FilesConfig } from '../config.ts';
import * as contract from '../contract.ts';
import { purgeAttachment, purgedFrom, restoreAttachment } from '../service/removed.ts';
import { findRecordPlace } from '../store/attachment.ts';
import { listRemoved, type RemovedRow } from '../store/removed.ts';
import { toAttachment } from './attachment.ts';

const toRemoved = (row: RemovedRow, keepDays: number): contract.RemovedAttachment => ({
  ...toAttachment(row),
  removedAt: row.removed_at.toISOString(),
  removedByName: row.removed_by_name,
  removalReason: row.removal_reason,
  purgedFrom: purgedFrom(row.removed_at, keepDays).toISOString(),
});

export const removedRoutes = (config: FilesConfig): Binding[] => [
  bind(contract.listRemovedAttachments, async (c) => {
    const record = { entity: c.params.entity, entityId: c.params.recordId };
    if (!(await findRecordPlace(c.tx, record))) throw notFound('record');
    const { limit, cursor } = c.querystring;
    const [at, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof at === 'string' && typeof id === 'string' ? { at, id } : undefined;
    const rows = await listRemoved(c.tx, record, { after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1]! : undefined;
    return {
      items: rows.slice(0, limit).map((row) => toRemoved(row, config.keepRemovedDays)),
      nextCursor: last ? encodeCursor([last.removed_at.toISOString(), last.id]) : null,
    };
  }),
  bind(contract.restoreAttachment, async (c) =>
    toAttachment(await restoreAttachment(c.tx, c.actor, c.params.attachmentId, c.now)),
  ),
  bind(contract.purgeAttachment, async (c) => {
    await purgeAttachment(c.tx, c.actor, c.params.attachmentId, c.body.reason, c.now);
    return undefined;
  }),
];
