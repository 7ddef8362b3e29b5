import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { VersionState } from '../contract/shapes.ts';

export interface FormFileRow {
  version_id: string;
  operation_id: string;
  name: string;
  kind: string;
  blob: Buffer | null;
  md5: string | null;
  size: number | null;
  content_type: string | null;
  uploaded_at: Date | null;
}
const FILE =
  'm.version_id, m.operation_id, m.name, m.kind, m.blob, m.md5, m.size, m.content_type, m.uploaded_at';

export const listFiles = (tx: Tx, versionId: string): Promise<FormFileRow[]> =>
  rawQuery<FormFileRow>(tx, `select ${FILE} from forms.form_file m where m.version_id = $1 order by m.name`, [
    versionId,
  ]);

export const findFile = async (
  tx: Tx,
  versionId: string,
  name: string,
): Promise<(FormFileRow & { state: VersionState; form_id: string }) | undefined> =>
  (
    await rawQuery<FormFileRow & { state: VersionState; form_id: string }>(
      tx,
      `select ${FILE}, v.state, v.form_id from forms.form_file m join forms.form_version v on v.id = m.version_id
       where m.version_id = $1 and m.name = $2`,
      [versionId, name],
    )
  )[0];

/** Says which files a version needs; those that it had already, or that the version before had, are taken over. */
export async function expectFormFiles(
  tx: Tx,
  version: { id: string; operationId: string; previousId: string | undefined },
  files: readonly { name: string; kind: string }[],
): Promise<void> {
  const names = files.map((f) => f.name);
  await rawQuery(tx, 'delete from forms.form_file where version_id = $1 and name <> all($2::text[])', [
    version.id,
    names,
  ]);
  await rawQuery(
    tx,
    `insert into forms.form_file (version_id, operation_id, name, kind, blob, md5, size, content_type, uploaded_at)
     select distinct on (x.name) $1::uuid, $2::uuid, x.name, x.kind, o.blob, o.md5, o.size, o.content_type, o.uploaded_at
     from unnest($3::text[], $4::text[]) as x(name, kind)
     left join forms.form_file o on o.version_id = $5 and o.name = x.name
     on conflict (version_id, name) do nothing`,
    [version.id, version.operationId, names, files.map((f) => f.kind), version.previousId ?? null],
  );
}

/** Undefined when the version does not need such a file. */
export const putFormFile = async (
  tx: Tx,
  versionId: string,
  file: { name: string; sha256: Buffer; md5: string; size: number; contentType: string; now: Date },
): Promise<FormFileRow | undefined> =>
  (
    await rawQuery<FormFileRow>(
      tx,
      `update forms.form_file m set blob = $3, md5 = $4, size = $5, content_type = $6, uploaded_at = $7
       where m.version_id = $1 and m.name = $2 returning ${FILE}`,
      [versionId, file.name, file.sha256, file.md5, file.size, file.contentType, file.now],
    )
  )[0];
