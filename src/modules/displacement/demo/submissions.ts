import type { FormSource, SurveyRow } from './forms/rows.ts';
import type { Answers, DemoRecord } from './story/record.ts';

/** A record as a device sends it: the XML part of an OpenRosa submission. */
export interface Submission {
  readonly formId: string;
  readonly instanceId: string;
  readonly device: 0 | 1;
  /** Instant of sending (ISO 8601, UTC). */
  readonly sentAt: string;
  readonly xml: string;
  readonly record: DemoRecord;
}

interface Branch {
  readonly row: SurveyRow;
  readonly children: Branch[];
}

/** Writes records of a form as submission XML; the survey gives the order and the nesting of the answers. */
export function submissionWriter(form: FormSource): (record: DemoRecord) => Submission {
  const tree = readTree(form.survey);
  return (record) => {
    const body = tree.map((branch) => writeBranch(branch, record.answers)).join('');
    const meta = `<meta><instanceID>${record.instanceId}</instanceID><instanceName>${escapeXml(record.instanceName)}</instanceName></meta>`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?><data id="${form.id}" version="${form.version}">${body}${meta}</data>`;
    const { instanceId, device, sentAt } = record;
    return { formId: form.id, instanceId, device, sentAt, xml, record };
  };
}

function readTree(rows: readonly SurveyRow[]): Branch[] {
  const top: Branch[] = [];
  const open: Branch[][] = [top];
  for (const row of rows) {
    if (row.type.startsWith('end_')) {
      open.pop();
      continue;
    }
    const branch: Branch = { row, children: [] };
    open[open.length - 1]!.push(branch);
    if (row.type.startsWith('begin_')) open.push(branch.children);
  }
  return top;
}

/** Questions that were not relevant are left out, as Collect does; others without an answer stand empty. */
function writeBranch({ row, children }: Branch, answers: Answers): string {
  const value = answers[row.name];
  if (row.type === 'begin_repeat') {
    const entries = Array.isArray(value) ? (value as readonly Answers[]) : [];
    return entries
      .map((entry) => element(row.name, children.map((child) => writeBranch(child, entry)).join('')))
      .join('');
  }
  if (row.type === 'begin_group') {
    if (row.relevant && !children.some((child) => isAnswered(child, answers))) return '';
    return element(row.name, children.map((child) => writeBranch(child, answers)).join(''));
  }
  if (value === undefined && row.relevant) return '';
  return element(row.name, value === undefined ? '' : escapeXml(String(value)));
}

const isAnswered = ({ row, children }: Branch, answers: Answers): boolean =>
  answers[row.name] !== undefined || children.some((child) => isAnswered(child, answers));

const element = (name: string, content: string) =>
  content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Records in the order of sending, in batches of `size`, giving way to other work between batches. */
export async function* submissionBatches(
  forms: Readonly<Record<DemoRecord['form'], FormSource>>,
  records: readonly DemoRecord[],
  size = 200,
): AsyncGenerator<readonly Submission[]> {
  const writers = {
    site_assessment: submissionWriter(forms.site_assessment),
    baseline: submissionWriter(forms.baseline),
  };
  const ordered = [...records].sort((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0));
  for (let at = 0; at < ordered.length; at += size) {
    yield ordered.slice(at, at + size).map((record) => writers[record.form](record));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
