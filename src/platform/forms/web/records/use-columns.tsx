import { useMemo } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import type { Column } from '#platform/ui/list/types.ts';
import type { RecordSummary } from '../../contract/record.ts';
import type { Outline, OutlineNode } from '../../contract/shapes.ts';
import { bestLanguage, choiceLabels, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { type AnswerWords, answerText, recordName } from '../answer-text.ts';
import { ReviewBadge } from '../parts.tsx';

/** So many questions are shown until the reader chooses others. */
const SHOWN_AT_FIRST = 6;

const quiet = new Set(['start', 'end', 'today', 'deviceid', 'username', 'phonenumber', 'audit', 'calculate']);

/** Questions that a person answered come before what the form noted by itself. */
const isAsked = (node: OutlineNode): boolean =>
  !quiet.has(node.type) && !['file', 'geopoint', 'geotrace', 'geoshape'].includes(node.kind ?? '');

const isColumn = (node: OutlineNode): boolean =>
  node.repeat === null && (node.node === 'repeat' || (node.node === 'question' && node.kind !== 'note'));

export interface RecordColumns {
  columns: Column<RecordSummary>[];
  language: string;
  words: AnswerWords;
}

/** The columns of a form's records: what every record has, then one for each question. */
export function useRecordColumns(outline: Outline): RecordColumns {
  const t = useT(formsMessages);
  const format = useFormat();
  const reader = useLanguage();
  return useMemo(() => {
    const language = bestLanguage(outline, reader);
    const words: AnswerWords = { format, choice: choiceLabels(outline, language) };
    const nodes = outline.nodes.filter(isColumn);
    const first = new Set(nodes.filter(isAsked).slice(0, SHOWN_AT_FIRST));
    const own: Column<RecordSummary>[] = [
      {
        id: 'instanceName',
        header: t('record.name'),
        cell: (row) => recordName(row),
        primary: true,
        sortable: true,
        width: 200,
      },
      {
        id: 'reviewState',
        header: t('record.state'),
        cell: (row) => <ReviewBadge state={row.reviewState} />,
        width: 170,
      },
      {
        id: 'receivedAt',
        header: t('record.received'),
        cell: (row) => format.dateTime(row.receivedAt),
        sortable: true,
        width: 195,
      },
    ];
    const answers = nodes.map((node): Column<RecordSummary> => {
      const shared = { id: node.path, header: labelOf(node, language), hidden: !first.has(node) };
      return node.node === 'repeat' ? repeatColumn(node, shared, format) : answerColumn(node, shared, words);
    });
    const late: Column<RecordSummary>[] = [
      {
        id: 'by',
        header: t('record.by'),
        cell: (row) => row.submittedByName ?? '–',
        hidden: true,
        width: 150,
      },
      {
        id: 'updatedAt',
        header: t('record.updated'),
        cell: (row) => format.dateTime(row.updatedAt),
        sortable: true,
        hidden: true,
      },
      {
        id: 'version',
        header: t('record.version'),
        cell: (row) => row.version || '–',
        hidden: true,
        width: 130,
      },
      {
        id: 'files',
        header: t('record.filesReceived'),
        cell: ({ attachments: { received, expected } }) =>
          expected === 0 ? '–' : `${format.number(received)} / ${format.number(expected)}`,
        hidden: true,
        numeric: true,
      },
    ];
    return { language, words, columns: [...own, ...answers, ...late] };
  }, [outline, t, format, reader]);
}

type Shared = Pick<Column<RecordSummary>, 'id' | 'header'> & { hidden: boolean };

const repeatColumn = (
  node: OutlineNode,
  shared: Shared,
  format: AnswerWords['format'],
): Column<RecordSummary> => ({
  ...shared,
  numeric: true,
  cell: (row) => {
    const entries = row.data[node.path];
    return Array.isArray(entries) ? format.number(entries.length) : '–';
  },
});

const answerColumn = (node: OutlineNode, shared: Shared, words: AnswerWords): Column<RecordSummary> => ({
  ...shared,
  numeric: node.kind === 'integer' || node.kind === 'decimal',
  sortable: true,
  cell: (row) => answerText(node, row.data[node.path], words) || '–',
});

/** Names of columns that are not answers. */
const own = new Set(['instanceName', 'reviewState', 'receivedAt', 'by', 'updatedAt', 'version', 'files']);

/** The answers that the shown columns need, as the route takes them; undefined (all) when they would not fit an address. */
export function answersOf(
  columns: readonly Column<RecordSummary>[],
  wanted: readonly string[] | null,
): string | undefined {
  const shown = columns.filter((column) =>
    column.primary ? true : wanted ? wanted.includes(column.id) : !column.hidden,
  );
  const text = shown
    .map(({ id }) => id)
    .filter((id) => !own.has(id))
    .join(',');
  // No question has an empty path: a list of none would be read as all.
  return text.length > 4000 ? undefined : text || '-';
}
