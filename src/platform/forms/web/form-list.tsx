import { Button } from '@mantine/core';
import { IconFileImport, IconForms } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { Column, Filter } from '#platform/ui/list/types.ts';
import { useMay, useMe, useOperation } from '#platform/ui/session.tsx';
import { type FormSummary, listForms } from '../contract/form.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { FormStateBadge } from './parts.tsx';

/** Counted by the server up to this many; one more means "or more". */
const COUNTED = 10_000;

/** The forms of the operations in scope. */
export function FormList() {
  const t = useT(formsMessages);
  const operation = useOperation();
  const mayWrite = useMay('forms.form.write');
  const columns = useColumns();
  const filters: Filter[] = [
    {
      id: 'state',
      label: t('form.state'),
      kind: 'select',
      options: (['draft', 'published', 'retired'] as const).map((value) => ({
        value,
        label: t(`state.${value}`),
      })),
    },
  ];
  const start = (
    <Button component={AppLink} to="/forms/import" leftSection={<IconFileImport size={18} aria-hidden />}>
      {t(mayWrite ? 'list.import' : 'list.try')}
    </Button>
  );
  return (
    <ListScreen
      id="forms"
      title={t('list.title')}
      intro={t('list.intro')}
      route={listForms}
      input={{ querystring: { operationId: operation?.id } }}
      rowKey={(row) => row.id}
      rowLink={(row) => `/forms/${row.id}`}
      rowName={(row) => row.title}
      searchLabel={t('list.search')}
      columns={columns}
      filters={filters}
      actions={start}
      empty={{
        icon: IconForms,
        title: t('list.empty'),
        text: t(mayWrite ? 'list.empty.text' : 'list.empty.reader'),
        ...(mayWrite ? { actions: start } : {}),
      }}
    />
  );
}

function useColumns(): Column<FormSummary>[] {
  const t = useT(formsMessages);
  const format = useFormat();
  const { operations } = useMe();
  const chosen = useOperation();
  return useMemo(() => {
    const operation = new Map(operations.map(({ id, code }) => [id, code]));
    return [
      { id: 'title', header: t('form.title'), cell: (row) => row.title, primary: true, width: 300 },
      {
        id: 'state',
        header: t('form.state'),
        cell: (row) => <FormStateBadge state={row.state} />,
        width: 130,
      },
      {
        id: 'version',
        header: t('form.publishedVersion'),
        cell: (row) => row.publishedVersion ?? '–',
        width: 160,
      },
      { id: 'draft', header: t('form.draftVersion'), cell: (row) => row.draftVersion ?? '–', width: 150 },
      {
        id: 'records',
        header: t('records'),
        cell: (row) =>
          row.recordCount > COUNTED
            ? t('records.more', { count: format.number(COUNTED) })
            : format.number(row.recordCount),
        numeric: true,
      },
      {
        id: 'last',
        header: t('form.lastReceived'),
        cell: (row) => (row.lastReceivedAt ? format.relative(row.lastReceivedAt) : '–'),
        width: 160,
      },
      {
        id: 'languages',
        header: t('form.languages'),
        cell: (row) => row.languages.join(', ') || '–',
        hidden: true,
      },
      {
        id: 'identifier',
        header: t('form.identifier'),
        cell: (row) => <span className="sj-code">{row.xmlFormId}</span>,
        hidden: true,
      },
      {
        id: 'operation',
        header: t('form.operation'),
        cell: (row) => operation.get(row.operationId) ?? '–',
        hidden: chosen !== null || operations.length < 2,
        width: 130,
      },
    ];
  }, [t, format, operations, chosen]);
}
