import { Button, Skeleton } from '@mantine/core';
import { IconCheck, IconFlag, IconPencilPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call, refresh, useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { BulkAction, ListExport, ListQuery } from '#platform/ui/list/types.ts';
import { shownColumns } from '#platform/ui/list/views.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import type { ExportOptions } from '../../contract/export.ts';
import { type Form, listColumns } from '../../contract/form.ts';
import { countRecords, listRecords, type RecordSummary, reviewRecord } from '../../contract/record.ts';
import type { Outline, ReviewMove } from '../../contract/shapes.ts';
import { reviewMachine } from '../../domain/review-machine.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { recordName } from '../answer-text.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import classes from '../forms.module.css';
import { AnswerFilter } from './answer-filter.tsx';
import { orderOf, recordFilterOf, useRecordFilter } from './record-query.ts';
import { answersOf, useRecordColumns } from './use-columns.tsx';
import { useRecordFilters } from './use-filters.tsx';

/** The records of a form: a column per question, filters on any answer, review, export. */
export function RecordsTab({ form }: { form: Form }) {
  const outline = useRead(listColumns, { params: { formId: form.id } });
  if (outline.error && !outline.data) {
    return <Problem error={outline.error} onRetry={() => void outline.refetch()} />;
  }
  if (!outline.data) return <Skeleton height={320} />;
  return <RecordList form={form} outline={outline.data} />;
}

function RecordList({ form, outline }: { form: Form; outline: Outline }) {
  const t = useT(formsMessages);
  const listId = `forms.records.${form.id}`;
  const { columns, language, words } = useRecordColumns(outline);
  const filters = useRecordFilters(form, outline, words, language);
  const wanted = useStore(shownColumns(listId));
  const needed = answersOf(columns, wanted);
  const toQuerystring = useCallback(
    (query: ListQuery) => ({
      ...recordFilterOf(query),
      ...orderOf(query.sort),
      ...(needed ? { columns: needed } : {}),
    }),
    [needed],
  );
  const bulk = useBulkReview();
  const [format, setFormat] = useState<ExportOptions['format'] | null>(null);
  const mayExport = useMay('forms.record.export');
  const exports: ListExport[] = (['csv', 'csv-zip', 'xlsx'] as const).map((id) => ({
    id,
    label: t(`export.format.${id}`),
    run: () => setFormat(id),
  }));
  return (
    <>
      <ListScreen
        embedded
        id={listId}
        title={t('tab.records')}
        route={listRecords}
        input={{ params: { formId: form.id } }}
        toQuerystring={toQuerystring}
        rowKey={(row) => row.id}
        rowLink={(row) => `/forms/${form.id}/records/${row.id}`}
        rowName={recordName}
        searchLabel={t('records.search')}
        columns={columns}
        filters={filters}
        controls={<AnswerFilter outline={outline} language={language} />}
        defaultSort="-receivedAt"
        {...(bulk.length > 0 ? { bulkActions: bulk } : {})}
        {...(mayExport ? { exports } : {})}
        empty={useEmpty(form)}
      >
        <RecordCount formId={form.id} />
      </ListScreen>
      {format && (
        <ExportDialog form={form} outline={outline} format={format} onClose={() => setFormat(null)} />
      )}
    </>
  );
}

/** How many records the filter finds: exact while that is quick, "about" beyond. */
function RecordCount({ formId }: { formId: string }) {
  const t = useT(formsMessages);
  const filter = useRecordFilter();
  const count = useRead(countRecords, { params: { formId }, querystring: filter }, { keepPrevious: true });
  if (!count.data || (count.data.count === 0 && Object.keys(filter).length === 0)) return null;
  return (
    <p className={classes.count} role="status">
      {t(count.data.exact ? 'records.count' : 'records.about', { count: count.data.count })}
    </p>
  );
}

function useEmpty(form: Form) {
  const t = useT(formsMessages);
  const mayFill = useMay('forms.record.submit');
  const mayWrite = useMay('forms.form.write');
  if (form.publishedVersion === null) {
    return {
      title: t('records.empty'),
      text: t('records.empty.unpublished'),
      ...(mayWrite
        ? {
            actions: (
              <Button component={AppLink} to={`/forms/${form.id}?tab=versions`}>
                {t('form.toVersions')}
              </Button>
            ),
          }
        : {}),
    };
  }
  return {
    title: t('records.empty'),
    text: t('records.empty.text'),
    actions: (
      <>
        {mayFill && (
          <Button
            component={AppLink}
            to={`/forms/${form.id}/fill`}
            leftSection={<IconPencilPlus size={18} aria-hidden />}
          >
            {t('form.fill')}
          </Button>
        )}
        <Button component={AppLink} to={`/forms/${form.id}?tab=overview`} variant="default">
          {t('records.empty.ways')}
        </Button>
      </>
    ),
  };
}

/** Requests that run beside each other. */
const AT_ONCE = 4;

function useBulkReview(): BulkAction<RecordSummary>[] {
  const t = useT(formsMessages);
  const queries = useQueryClient();
  const mayReview = useMay('forms.record.review');
  return useMemo(() => {
    if (!mayReview) return [];
    const run = (transition: ReviewMove) => async (rows: RecordSummary[], comment: string) => {
      const waiting = rows.filter((row) =>
        reviewMachine.transitions[transition].from.includes(row.reviewState),
      );
      let failure: unknown;
      const work = async (): Promise<void> => {
        for (let row = waiting.shift(); row; row = waiting.shift()) {
          const input = {
            params: { recordId: row.id },
            body: { transition, from: row.reviewState, comment },
          };
          await call(reviewRecord, input).catch((error) => {
            failure ??= error;
          });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      await refresh(queries, ['forms']);
      if (failure) throw failure;
    };
    return [
      { id: 'approve', label: t('review.approve'), icon: IconCheck, run: run('approve') },
      {
        id: 'issues',
        label: t('review.flag'),
        icon: IconFlag,
        run: run('flag'),
        confirm: { title: t('review.flag.title'), text: t('review.bulk.text'), reason: 'required' },
      },
      {
        id: 'reject',
        label: t('review.reject'),
        icon: IconX,
        run: run('reject'),
        confirm: { title: t('review.reject.title'), text: t('review.reject.text'), reason: 'required' },
      },
    ];
  }, [t, queries, mayReview]);
}
