import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** Every site whose area follows from its point, in all operations; empty without the permission to import areas. */
export const listSitePoints = (tx: Tx) =>
  rawQuery<{ id: string; lon: number; lat: number; area_path: string[] }>(
    tx,
    'select * from places.sites_by_point()',
  );

export const moveSites = async (tx: Tx, moved: readonly { id: string; path: string[] }[]): Promise<void> => {
  if (moved.length === 0) return;
  await rawQuery(tx, 'select places.move_sites($1, $2)', [
    moved.map((site) => site.id),
    JSON.stringify(moved.map((site) => site.path)),
  ]);
};
