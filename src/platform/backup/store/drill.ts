import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface DrillRow {
  id: string;
  archive_made_at: Date;
  begun_at: Date;
  finished_at: Date | null;
  state: 'running' | 'passed' | 'findings' | 'failed';
  rows: number | null;
  files: number | null;
  seconds: number | null;
  faults: number | null;
  findings: number | null;
}

export const lastDrill = async (tx: Tx): Promise<DrillRow | undefined> =>
  (
    await rawQuery<DrillRow>(
      tx,
      `select d.id, a.made_at as archive_made_at, d.begun_at, d.finished_at, d.state, d.rows, d.files, d.seconds, d.faults,
         d.findings from backup.drill d join backup.archive a on a.id = d.archive_id
       order by d.begun_at desc, d.id desc limit 1`,
    )
  )[0];

/** Notes that a drill begins; one that its server did not live to end counts as failed. */
export async function insertDrill(tx: Tx, archiveId: string, now: Date): Promise<string> {
  await rawQuery(tx, `update backup.drill set state = 'failed', finished_at = $1 where state = 'running'`, [
    now,
  ]);
  const [row] = await rawQuery<{ id: string }>(
    tx,
    'insert into backup.drill (archive_id, begun_at) values ($1, $2) returning id',
    [archiveId, now],
  );
  return row!.id;
}

export const finishDrill = async (
  tx: Tx,
  id: string,
  found: Pick<DrillRow, 'state'> &
    Partial<Pick<DrillRow, 'rows' | 'files' | 'seconds' | 'faults' | 'findings'>>,
  now: Date,
): Promise<void> => {
  await rawQuery(
    tx,
    `update backup.drill set state = $2, rows = $3, files = $4, seconds = $5, faults = $6, findings = $7, finished_at = $8
      where id = $1`,
    [
      id,
      found.state,
      found.rows ?? null,
      found.files ?? null,
      found.seconds ?? null,
      found.faults ?? null,
      found.findings ?? null,
      now,
    ],
  );
};

/** Notes that the drill of this time is begun; false when it already was, perhaps by another server. */
export const claimDrill = async (tx: Tx, slot: Date): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      'update backup.setting set drill_begun_for = $1 where drill_begun_for is null or drill_begun_for < $1 returning 1',
      [slot],
    )
  ).length > 0;
