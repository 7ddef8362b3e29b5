import { randomUUID } from 'node:crypto';
import { readSubmission } from '@sojourn/form-engine';
import type { Pool } from 'pg';
import { cellOf } from '#platform/forms/answers/cells.ts';
import { createAnswerIndexer } from '#platform/forms/answers/index-answers.ts';
import { createAnswerReader } from '#platform/forms/answers/read-answers.ts';
import { INDEX_SCHEME, questionSeed, systemToken, valueToken } from '#platform/forms/answers/tokens.ts';
import type { Outline } from '#platform/forms/contract/shapes.ts';
import { assessmentAnswers, assessmentXml, seeded } from './assessment.ts';
import type { Ground } from './forms-bench.ts';

const BASE = 50_000;
const COLUMNS = `id, form_id, version_id, operation_id, office_id, submission_id, instance_id, instance_name, received_at,
  updated_at, submitted_by, lon, lat, cell, data, answer_tokens, search, indexed_by`;

/**
 * Records of the 60-question form without their submissions: 50,000 made by the product's own reader and indexer, the
 * rest copies of them under other ids and times. The indexes of answers and words are built at the end.
 */
export async function fillRecords(owner: Pool, ground: Ground, total: number): Promise<void> {
  await owner.query('drop index forms.record__by_answer, forms.record__by_word');
  const base = Math.min(BASE, total);
  for (let from = 0; from < base; from += 1000)
    await insertBatch(owner, ground, from, Math.min(1000, base - from));
  for (let have = base; have < total; have += base) {
    await owner.query(
      `insert into forms.record (${COLUMNS})
       select gen_random_uuid(), form_id, version_id, operation_id, office_id, gen_random_uuid(), gen_random_uuid()::text,
         instance_name, received_at - $1 * interval '10 days', updated_at - $1 * interval '10 days', submitted_by, lon, lat,
         cell, data, answer_tokens, search, indexed_by
       from forms.record where form_id = $2 order by received_at desc limit $3`,
      [have / base, ground.formId, Math.min(base, total - have)],
    );
  }
  await markRecords(owner, ground, total);
  const client = await owner.connect();
  await client.query(`set maintenance_work_mem = '1GB'; set statement_timeout = 0`);
  await client.query('create index record__by_answer on forms.record using gin (answer_tokens)');
  await client.query('create index record__by_word on forms.record using gin (search)');
  await client.query('vacuum analyze forms.record');
  client.release();
}

/**
 * What makes a filter hard: an answer of the oldest fifth alone (a round that is over), one of the newest fifth that ten
 * of the oldest have as well (two common answers that rarely meet), and one of a single record.
 */
export async function markRecords(owner: Pool, ground: Ground, total: number): Promise<void> {
  const mark = (path: string, value: string, which: string): Promise<unknown> =>
    owner.query(
      `update forms.record r set answer_tokens = array_append(answer_tokens, $2::int4),
         data = (jsonb_set(data::jsonb, array[$3], to_jsonb($4::text)))::json
       where form_id = $1 and id in (select id from forms.record where form_id = $1 order by received_at ${which})`,
      [ground.formId, valueToken(questionSeed(ground.formId, path), value), path, value],
    );
  const fifth = Math.floor(total / 5);
  await mark('group_3/name_3', 'old answer', `limit ${fifth}`);
  await mark('group_4/name_4', 'new answer', `desc limit ${fifth}`);
  await mark('group_4/name_4', 'new answer', `offset ${Math.floor(fifth / 2)} limit 10`);
  await mark('group_5/name_5', 'the only one', `offset ${Math.floor(total / 2)} limit 1`);
}

async function insertBatch(owner: Pool, ground: Ground, from: number, count: number): Promise<void> {
  const { outline } = (
    await owner.query<{ outline: Outline }>('select outline from forms.form_version where id = $1', [
      ground.versionId,
    ])
  ).rows[0]!;
  const reader = createAnswerReader(outline);
  const indexer = createAnswerIndexer(ground.formId, outline);
  const random = seeded(from + 1);
  const columns: unknown[][] = Array.from({ length: 9 }, () => []);
  for (let i = 0; i < count; i++) {
    const xml = assessmentXml(assessmentAnswers(random, from + i), `uuid:${randomUUID()}`);
    const tree = readSubmission(xml);
    const answers = reader.read(tree);
    const { tokens, words } = indexer.index(answers.data, tree.instanceName ?? null);
    tokens.add(systemToken(ground.formId, 'review', 'received'));
    tokens.add(systemToken(ground.formId, 'version', ground.versionId));
    const { lon, lat } = answers.point!;
    const row = [
      tree.instanceId,
      tree.instanceName,
      from + i,
      lon,
      lat,
      cellOf(lon, lat),
      JSON.stringify(answers.data),
      `{${[...tokens]}}`,
      `{${[...words].map((w) => `"${w}"`)}}`,
    ];
    for (const [column, value] of row.entries()) columns[column]!.push(value);
  }
  await owner.query(
    `insert into forms.record (${COLUMNS})
     select gen_random_uuid(), $10, $11, $12, $13, gen_random_uuid(), x.i, x.n, now() - x.s * interval '17 seconds',
       now() - x.s * interval '17 seconds', $14, x.lon, x.lat, x.cell, x.data::json, x.tokens::int4[],
       array_to_tsvector(x.words::text[]), ${INDEX_SCHEME}
     from unnest($1::text[], $2::text[], $3::int[], $4::float8[], $5::float8[], $6::bigint[], $7::text[], $8::text[], $9::text[])
       as x(i, n, s, lon, lat, cell, data, tokens, words)`,
    [...columns, ground.formId, ground.versionId, ground.operationId, ground.officeId, ground.accountId],
  );
}
