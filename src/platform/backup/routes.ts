import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';
import * as store from './store/schedule.ts';

const toArchive = (row: store.ArchiveRow): contract.Archive => ({
  id: row.id,
  path: row.path,
  madeAt: row.made_at.toISOString(),
  seconds: row.seconds,
  bytes: row.bytes,
  rows: row.rows,
  files: row.files,
  faults: row.faults,
  verifiedAt: row.verified_at.toISOString(),
  copy: row.copy,
});

export const backupRoutes = (host: service.BackupHost): Binding[] => [
  bind(contract.getBackups, (c) => service.getOverview(c.tx, host, c.now)),
  bind(contract.listArchives, async (c) => {
    const { limit, cursor } = c.querystring;
    const [madeAt, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const before = typeof madeAt === 'string' && typeof id === 'string' ? { madeAt, id } : undefined;
    const rows = await store.listArchives(c.tx, { before, limit: limit + 1 });
    const items = rows.slice(0, limit).map(toArchive);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.madeAt, last.id]) : null };
  }),
  bind(contract.saveBackupSetting, (c) => service.saveSetting(c.tx, c.actor, { ...c.body, host }, c.now)),
  bind(contract.beginDrill, (c) => service.beginDrill(c.tx, c.actor, c.now)),
  bind(contract.beginBackup, (c) => service.beginBackup(c.tx, c.actor, c.now)),
];
