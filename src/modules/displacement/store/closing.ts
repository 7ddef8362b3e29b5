import { rawQuery, type Tx } from '#platform/db/tx.ts';

interface ClosingRow {
  id: string;
  code: string;
  ends_on: string;
  accounts: string[];
}

/** Rounds that are being collected and end in so many days or today, with those who may write them. */
export const listClosingRounds = (tx: Tx, day: string, days: number): Promise<ClosingRow[]> =>
  rawQuery<ClosingRow>(tx, 'select * from displacement.closing_rounds($1, $2)', [day, days]);
