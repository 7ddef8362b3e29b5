import type { Tx } from '#platform/db/tx.ts';
import type { Language } from '#platform/i18n/language.ts';
import { translator } from '#platform/i18n/messages.ts';
import { type DataSet, type DataSetFamily, defineDataSet } from '#platform/reports/data-set.ts';
import { mergedOutline } from '../merged-outline.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { type FormOfRecords, findReadForms, listReadForms } from '../store/data-set.ts';
import { recordColumns } from './record-columns.ts';
import { narrowRecords } from './record-narrowing.ts';

const PREFIX = 'records_';

/** `records_site_assessment_1f2e3d4c`: what the form is called, and the end of its identifier. */
const idOf = (form: FormOfRecords): string =>
  `${PREFIX}${form.xml_form_id.replaceAll(/[^A-Za-z0-9]+/g, '_').slice(0, 60)}_${form.id.slice(-8)}`;

async function dataSetOf(tx: Tx, form: FormOfRecords, language: Language): Promise<DataSet> {
  const { columns, answers } = recordColumns(await mergedOutline(tx, form.id), language);
  const t = await translator(formsMessages, language);
  return defineDataSet({
    id: idOf(form),
    title: { text: t('data.records', { form: form.title }) },
    words: formsMessages,
    entity: 'forms.record',
    permission: 'forms.record.read',
    leaves: 'forms.record.export',
    from: 'forms.record t join forms.form_version v on v.id = t.version_id',
    // Whoever sent a record sees it on their own screens; a report is for those who read them all.
    where: `t.form_id = $1 and t.operation_id = any((select access.scope_operations('forms.record.read'))::uuid[])`,
    values: [form.id],
    within: 't.operation_id',
    operationId: form.operation_id,
    columns,
    key: 'id',
    order: [{ column: 'received_at', descending: true }],
    geometry: 'position',
    time: 'received_at',
    screen: `/forms/${form.id}/records/:key`,
    narrow: (narrowTx, filter) => narrowRecords(narrowTx, form.id, answers, filter),
  });
}

/** The records of each form: a data set whose columns are its questions. */
export const recordSets: DataSetFamily = {
  prefix: PREFIX,
  permission: 'forms.record.read',
  async list(tx, language) {
    const sets: DataSet[] = [];
    for (const form of await listReadForms(tx)) sets.push(await dataSetOf(tx, form, language));
    return sets;
  },
  async find(tx, id, language) {
    const form = (await findReadForms(tx, id.slice(-8))).find((one) => idOf(one) === id);
    return form && dataSetOf(tx, form, language);
  },
};
