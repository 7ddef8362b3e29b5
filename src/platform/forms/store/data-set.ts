import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface FormOfRecords {
  id: string;
  operation_id: string;
  xml_form_id: string;
  title: string;
}

const FORM = 'f.id, f.operation_id, f.xml_form_id, f.title';

/** Forms whose records the actor may read, by title. */
export const listReadForms = (tx: Tx): Promise<FormOfRecords[]> =>
  rawQuery<FormOfRecords>(
    tx,
    `select ${FORM} from forms.form f
     where f.operation_id = any((select access.scope_operations('forms.record.read'))::uuid[]) order by lower(f.title), f.id limit 500`,
  );

/** Those of them whose identifier ends so. */
export const findReadForms = (tx: Tx, tail: string): Promise<FormOfRecords[]> =>
  rawQuery<FormOfRecords>(
    tx,
    `select ${FORM} from forms.form f where right(f.id::text, 8) = $1
       and f.operation_id = any((select access.scope_operations('forms.record.read'))::uuid[])`,
    [tail],
  );
