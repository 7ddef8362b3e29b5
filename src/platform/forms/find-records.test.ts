import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/tx.ts';
import { findRecords, type RecordSearch } from './store/record.ts';
import { createWorld, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
const ROWS = 40_000;
let world: World;
let formId: string;
let actor: Actor;

/** Token 1 is in every second record, 2 in one of a thousand, 3 in the oldest fifth, 4 in a handful, 5 in none, 6 in the older half. */
beforeAll(async () => {
  world = await createWorld();
  const { versionId } = await world.publish();
  const [row] = await world.database.ownerQuery<{ id: string; form_id: string; account: string }>(
    `select f.id as form_id, (select id from identity.account where name = $1) as account from forms.form f`,
    [OFFICER],
  );
  formId = row!.form_id;
  actor = { accountId: row!.account, kind: 'person', permissions: null, requestId: 'test' };
  // Many records share their moment, so that windows end in the midst of equal times.
  await world.database.ownerQuery(
    `insert into forms.record (id, form_id, version_id, operation_id, office_id, submission_id, instance_id, received_at,
       updated_at, submitted_by, data, answer_tokens, search, indexed_by)
     select gen_random_uuid(), $1, $2, $3, $4, gen_random_uuid(), n::text, now() - (n / 7) * interval '1 minute',
       now() - ((n * 7919) % $6 / 5) * interval '1 minute', $5, '{}',
       array_remove(array[case when n % 2 = 0 then 1 end, case when n % 1000 = 1 then 2 end,
         case when n > $6 * 0.8 then 3 end, case when n > $6 * 0.49 then 6 end, case when n in (5, 1999, 2000, 18001, 39999) then 4 end], null),
       array_to_tsvector(array['every', case when n % 500 = 3 then 'seldom' else 'often' end]), 1
     from generate_series(1, $6::int) n`,
    [formId, versionId, world.operations[0], world.office, row!.account, ROWS],
  );
  await world.database.ownerQuery('analyze forms.record');
}, 120_000);
afterAll(() => world?.close());

const searches: [string, RecordSearch, string][] = [
  ['common', { all: [1] }, 'answer_tokens @> array[1]'],
  ['rare', { all: [2] }, 'answer_tokens @> array[2]'],
  ['old', { any: [[3]] }, 'answer_tokens && array[3]'],
  ['common, but far from the newest', { all: [6] }, 'answer_tokens @> array[6]'],
  ['a handful', { all: [4] }, 'answer_tokens @> array[4]'],
  ['none', { all: [5] }, 'false'],
  ['one of two', { any: [[2, 4]] }, 'answer_tokens && array[2, 4]'],
  ['both, and not', { all: [1], none: [3] }, 'answer_tokens @> array[1] and not answer_tokens && array[3]'],
  ['a word of all', { words: ['every'] }, 'true'],
  [
    'a rare word with a common token',
    { words: ['sel'], all: [3] },
    `search @@ 'seldom' and answer_tokens @> array[3]`,
  ],
];

for (const byChange of [false, true]) {
  for (const descending of [true, false]) {
    test.each(searches)(
      `${byChange ? 'by change' : 'by arrival'}, ${descending ? 'newest' : 'oldest'} first: %s`,
      async (_, search, where) => {
        const key = byChange ? 'updated_at' : 'received_at';
        const direction = descending ? 'desc' : 'asc';
        const expected = await world.database.ownerQuery<{ id: string }>(
          `select id from forms.record where ${where} order by ${key} ${direction}, id ${direction} limit 300`,
        );
        const seen: string[] = [];
        let after: [string, string] | undefined;
        while (seen.length < expected.length) {
          const page = await world.database.db.withActor(actor, (tx) =>
            findRecords(
              tx,
              formId,
              { ...search, ...(after ? { after } : {}) },
              { byChange, descending, limit: 101 },
            ),
          );
          if (page.length === 0) break;
          seen.push(...page.map((row) => row.id));
          after = [page.at(-1)!.sort_at, page.at(-1)!.id];
        }
        expect(seen.slice(0, 300)).toEqual(expected.map((row) => row.id));
      },
    );
  }
}

test('all of a search at once, as an export asks for it', async () => {
  const rows = await world.database.db.withActor(actor, (tx) =>
    findRecords(tx, formId, { all: [1] }, { byChange: false, descending: false, limit: 2_000_000_000 }),
  );
  expect(new Set(rows.map((row) => row.id)).size).toBe(ROWS / 2);
  expect(rows).toHaveLength(ROWS / 2);
});
