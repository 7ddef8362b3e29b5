import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Purpose } from '../contract/purpose.ts';

const one = async (tx: Tx, text: string, values: unknown[]): Promise<Purpose | undefined> =>
  (await rawQuery<Purpose>(tx, text, values))[0];

const COLUMNS = `id, name, since, until, source, case when since > current_date then 'later'
  when until < current_date then 'ended' else 'in_force' end state`;

/** Those in force today, or every one that ever was. */
export const listPurposes = (tx: Tx, all: boolean): Promise<Purpose[]> =>
  rawQuery<Purpose>(
    tx,
    `select ${COLUMNS} from access.purpose
     where $1 or (since <= current_date and (until is null or until >= current_date)) order by since, id`,
    [all],
  );

export const findPurpose = (tx: Tx, id: string) =>
  one(tx, `select ${COLUMNS} from access.purpose where id = $1`, [id]);

export const addPurpose = async (
  tx: Tx,
  p: Pick<Purpose, 'id' | 'name' | 'source'> & { since?: string | undefined },
): Promise<Purpose> =>
  (await one(
    tx,
    `insert into access.purpose (id, name, source, since) values ($1, $2, $3, coalesce($4, current_date)) returning ${COLUMNS}`,
    [p.id, p.name, p.source, p.since ?? null],
  ))!;

/** Undefined where the actor does not write purposes, or it has ended. */
export const changePurpose = (tx: Tx, id: string, p: Pick<Purpose, 'name' | 'source' | 'until'>) =>
  one(tx, `update access.purpose set name = $2, source = $3, until = $4 where id = $1 returning ${COLUMNS}`, [
    id,
    p.name,
    p.source,
    p.until,
  ]);
