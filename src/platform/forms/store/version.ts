import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { FormDiagnostic, Outline, VersionState } from '../contract/shapes.ts';

/** What receiving a record needs to know of its version. */
export interface TargetVersion {
  id: string;
  form_id: string;
  operation_id: string;
  office_id: string;
  state: VersionState;
  xform_md5: string;
}
const TARGET = 'v.id, v.form_id, v.operation_id, f.office_id, v.state, v.xform_md5';

/** The version that a submission names, in the form of an operation (a device's) or in one form (a browser's). */
export async function findTarget(
  tx: Tx,
  at: { operationId: string; xmlFormId: string } | { formId: string },
  version: string,
): Promise<TargetVersion | undefined> {
  const [row] =
    'formId' in at
      ? await rawQuery<TargetVersion>(
          tx,
          `select ${TARGET} from forms.form f join forms.form_version v on v.form_id = f.id
           where f.id = $1 and v.version = $2`,
          [at.formId, version],
          { name: 'forms.target_by_form' },
        )
      : await rawQuery<TargetVersion>(
          tx,
          `select ${TARGET} from forms.form f join forms.form_version v on v.form_id = f.id
           where f.operation_id = $1 and f.xml_form_id = $2 and v.version = $3`,
          [at.operationId, at.xmlFormId, version],
          { name: 'forms.target_by_id' },
        );
  return row;
}

export interface VersionRow {
  id: string;
  form_id: string;
  operation_id: string;
  office_id: string;
  xml_form_id: string;
  version: string;
  state: VersionState;
  title: string;
  xform_md5: string;
  created_at: Date;
  created_by_name: string | null;
  published_at: Date | null;
  retired_at: Date | null;
  record_count: number;
  missing_files: string[];
}
const VERSION = `v.id, v.form_id, v.operation_id, f.office_id, f.xml_form_id, v.version, v.state, v.title, v.xform_md5,
  v.created_at, a.name as created_by_name, v.published_at, v.retired_at,
  (select count(*) from (select from forms.record r where r.version_id = v.id limit 10001) x) as record_count,
  array(select m.name from forms.form_file m where m.version_id = v.id and m.blob is null order by 1) as missing_files`;
const FROM = `forms.form_version v join forms.form f on f.id = v.form_id
  left join identity.account a on a.id = v.created_by`;

/** Versions of a form, newest first. */
export const listVersions = (tx: Tx, formId: string): Promise<VersionRow[]> =>
  rawQuery<VersionRow>(
    tx,
    `select ${VERSION} from ${FROM} where v.form_id = $1 order by v.created_at desc, v.id desc`,
    [formId],
  );

export const findVersion = async (tx: Tx, formId: string, id: string): Promise<VersionRow | undefined> =>
  (
    await rawQuery<VersionRow>(tx, `select ${VERSION} from ${FROM} where v.form_id = $1 and v.id = $2`, [
      formId,
      id,
    ])
  )[0];

/**
 * Holds all versions of a form against other writers, so that of two that are published at once each knows the other;
 * records go on arriving meanwhile. Ids of those that the actor may write.
 */
export const lockVersions = async (tx: Tx, formId: string): Promise<string[]> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      'select id from forms.form_version where form_id = $1 order by id for no key update',
      [formId],
    )
  ).map((row) => row.id);

/** Published versions that devices of an operation may fetch. */
export const listPublished = (
  tx: Tx,
  operationId: string,
  xmlFormId: string | undefined,
): Promise<
  { id: string; xml_form_id: string; version: string; title: string; hash: string; has_files: boolean }[]
> =>
  rawQuery(
    tx,
    // A form with files changes its hash with them, so that devices ask for the manifest again.
    `select distinct on (f.title, f.id) v.id, f.xml_form_id, v.version, v.title, m.files is not null as has_files,
       case when m.files is null then v.xform_md5 else md5(v.xform_md5 || m.files) end as hash
     from forms.form f join forms.form_version v on v.form_id = f.id
     left join lateral (select string_agg(x.name || x.md5, ',' order by x.name) as files
       from forms.form_file x where x.version_id = v.id and x.blob is not null) m on true
     where f.operation_id = $1 and v.state = 'published' and ($2::text is null or f.xml_form_id = $2)
     order by f.title, f.id, v.published_at desc, v.id desc`,
    [operationId, xmlFormId ?? null],
    { name: 'forms.list_published' },
  );

/** The newest published version of a form. */
export const findNewestPublished = async (tx: Tx, formId: string): Promise<string | undefined> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `select id from forms.form_version where form_id = $1 and state = 'published'
       order by published_at desc, id desc limit 1`,
      [formId],
    )
  )[0]?.id;

export const findOutline = async (tx: Tx, versionId: string): Promise<Outline | undefined> =>
  (
    await rawQuery<{ outline: Outline }>(tx, 'select outline from forms.form_version where id = $1', [
      versionId,
    ])
  )[0]?.outline;

/** Outlines of the versions that ever were open, newest first; of the drafts when none was. */
export const listOutlines = (
  tx: Tx,
  formId: string,
): Promise<{ id: string; version: string; state: VersionState; xform_md5: string }[]> =>
  rawQuery(
    tx,
    `select id, version, state, xform_md5 from forms.form_version where form_id = $1 order by created_at desc, id desc`,
    [formId],
  );

export interface VersionBody {
  xform: string;
  model: unknown;
  outline: Outline;
  diagnostics: FormDiagnostic[];
  workbook: Buffer | null;
  workbook_name: string;
}

export const findBody = async (tx: Tx, versionId: string): Promise<VersionBody | undefined> =>
  (
    await rawQuery<VersionBody>(
      tx,
      'select xform, model, outline, diagnostics, workbook, workbook_name from forms.form_version where id = $1',
      [versionId],
    )
  )[0];

/** The XForm of a version that devices of an operation may fetch. */
export const findPublishedXForm = async (
  tx: Tx,
  operationId: string,
  versionId: string,
): Promise<string | undefined> =>
  (
    await rawQuery<{ xform: string }>(
      tx,
      `select xform from forms.form_version where id = $1 and operation_id = $2 and state = 'published'`,
      [versionId, operationId],
    )
  )[0]?.xform;

export interface NewVersion {
  formId: string;
  operationId: string;
  version: string;
  title: string;
  workbook: Buffer | null;
  workbookName: string;
  xform: string;
  xformMd5: string;
  model: unknown;
  outline: Outline;
  diagnostics: readonly FormDiagnostic[];
  createdBy: string | null;
}

export const insertVersion = async (tx: Tx, v: NewVersion): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into forms.form_version (form_id, operation_id, version, title, workbook, workbook_name, xform, xform_md5,
         model, outline, diagnostics, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [
        v.formId,
        v.operationId,
        v.version,
        v.title,
        v.workbook,
        v.workbookName,
        v.xform,
        v.xformMd5,
        JSON.stringify(v.model),
        JSON.stringify(v.outline),
        JSON.stringify(v.diagnostics),
        v.createdBy,
      ],
    )
  )[0]!.id;

export const deleteVersion = (tx: Tx, id: string): Promise<unknown[]> =>
  rawQuery(tx, `delete from forms.form_version where id = $1 and state in ('draft', 'tested') returning id`, [
    id,
  ]);

export const setVersionState = (
  tx: Tx,
  id: string,
  state: VersionState,
  at: { by: string | null; now: Date },
): Promise<unknown[]> =>
  rawQuery(
    tx,
    `update forms.form_version set state = $2,
       published_at = case when $2 = 'published' then coalesce(published_at, $4) else published_at end,
       published_by = case when $2 = 'published' then coalesce(published_by, $3) else published_by end,
       retired_at = case when $2 = 'retired' then $4::timestamptz end
     where id = $1 returning id`,
    [id, state, at.by, at.now],
  );

export type VersionContent = Omit<NewVersion, 'formId' | 'operationId' | 'version' | 'createdBy'>;

/** Gives a draft another content; any other state stays as it is. */
export const replaceDraft = (tx: Tx, id: string, v: VersionContent): Promise<unknown[]> =>
  rawQuery(
    tx,
    `update forms.form_version set title = $2, workbook = $3, workbook_name = $4, xform = $5, xform_md5 = $6, model = $7,
       outline = $8, diagnostics = $9 where id = $1 and state = 'draft'`,
    [
      id,
      v.title,
      v.workbook,
      v.workbookName,
      v.xform,
      v.xformMd5,
      JSON.stringify(v.model),
      JSON.stringify(v.outline),
      JSON.stringify(v.diagnostics),
    ],
  );
