import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface FormRow {
  id: string;
  operation_id: string;
  office_id: string;
  xml_form_id: string;
  title: string;
  languages: string[] | null;
  default_language: string | null;
  state: 'draft' | 'published' | 'retired';
  published_version: string | null;
  draft_version: string | null;
  record_count: number;
  last_received_at: Date | null;
}

const FORM = `f.id, f.operation_id, f.office_id, f.xml_form_id, f.title,
  newest.outline -> 'languages' as languages, newest.outline ->> 'defaultLanguage' as default_language,
  case when published.version is not null then 'published' when draft.version is not null then 'draft' else 'retired' end as state,
  published.version as published_version, draft.version as draft_version,
  (select count(*) from (select from forms.record r where r.form_id = f.id limit 10001) x) as record_count,
  (select r.received_at from forms.record r where r.form_id = f.id order by r.received_at desc, r.id desc limit 1) as last_received_at`;
const FROM = `forms.form f
  left join lateral (select v.outline from forms.form_version v where v.form_id = f.id
    order by v.created_at desc, v.id desc limit 1) newest on true
  left join lateral (select v.version from forms.form_version v where v.form_id = f.id and v.state = 'published'
    order by v.published_at desc, v.id desc limit 1) published on true
  left join lateral (select v.version from forms.form_version v where v.form_id = f.id and v.state in ('draft', 'tested')
    order by v.created_at desc, v.id desc limit 1) draft on true`;

export interface FormListFilter {
  operationId?: string | undefined;
  state?: string | undefined;
  q?: string | undefined;
  after?: { title: string; id: string } | undefined;
  limit: number;
}

export const listForms = (tx: Tx, filter: FormListFilter): Promise<FormRow[]> =>
  rawQuery<FormRow>(
    tx,
    `select * from (select ${FORM} from ${FROM}
       where ($1::uuid is null or f.operation_id = $1)
         and ($2::text is null or strpos(lower(f.title), lower($2)) > 0 or strpos(lower(f.xml_form_id), lower($2)) > 0)
         and ($3::text is null or (lower(f.title), f.id) > (lower($3), $4::uuid))
     ) x where ($5::text is null or state = $5) order by lower(title), id limit $6`,
    [
      filter.operationId ?? null,
      filter.q || null,
      filter.after?.title ?? null,
      filter.after?.id ?? null,
      filter.state ?? null,
      filter.limit,
    ],
  );

export const findForm = async (tx: Tx, id: string): Promise<FormRow | undefined> =>
  (await rawQuery<FormRow>(tx, `select ${FORM} from ${FROM} where f.id = $1`, [id]))[0];

/** The bare facts of a form; undefined when it is out of sight. */
export const findFormPlace = async (
  tx: Tx,
  id: string,
): Promise<
  { id: string; operation_id: string; office_id: string; title: string; xml_form_id: string } | undefined
> =>
  (
    await rawQuery<{
      id: string;
      operation_id: string;
      office_id: string;
      title: string;
      xml_form_id: string;
    }>(tx, 'select id, operation_id, office_id, title, xml_form_id from forms.form where id = $1', [id], {
      name: 'forms.form_place',
    })
  )[0];

export const findFormByXmlId = async (
  tx: Tx,
  operationId: string,
  xmlFormId: string,
): Promise<{ id: string; title: string } | undefined> =>
  (
    await rawQuery<{ id: string; title: string }>(
      tx,
      'select id, title from forms.form where operation_id = $1 and xml_form_id = $2',
      [operationId, xmlFormId],
    )
  )[0];

/** The office of an operation; undefined when the operation is out of sight. */
export const findOperationOffice = async (tx: Tx, operationId: string): Promise<string | undefined> =>
  (
    await rawQuery<{ office_id: string }>(tx, 'select office_id from access.operation where id = $1', [
      operationId,
    ])
  )[0]?.office_id;

export const insertForm = async (
  tx: Tx,
  form: { operationId: string; officeId: string; xmlFormId: string; title: string; createdBy: string | null },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into forms.form (operation_id, office_id, xml_form_id, title, created_by) values ($1, $2, $3, $4, $5) returning id`,
      [form.operationId, form.officeId, form.xmlFormId, form.title, form.createdBy],
    )
  )[0]!.id;

export const renameForm = (tx: Tx, id: string, title: string): Promise<unknown[]> =>
  rawQuery(tx, 'update forms.form set title = $2 where id = $1 and title <> $2', [id, title]);

/** Identifiers of forms (`form_id` of the workbook) by id. */
export const formReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await rawQuery<{ id: string; xml_form_id: string }>(
    tx,
    'select id, xml_form_id from forms.form where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, xml_form_id }) => [id, xml_form_id]));
};
