import { Button, SimpleGrid, TextInput } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { createRound, listRounds, type Round } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { RoundStateBadge } from './parts.tsx';
import { useOneOperation } from './use-one-operation.ts';

/** The rounds of the operation, newest first. */
export function RoundList() {
  const t = useT(displacementMessages);
  const format = useFormat();
  const operation = useOneOperation();
  const rounds = useRead(
    listRounds,
    { querystring: { operationId: operation?.id ?? '' } },
    { skip: !operation },
  );
  const mayWrite = useMay('displacement.round.write');
  const [adding, setAdding] = useState(false);
  const add = mayWrite && operation && (
    <Button leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('rounds.new')}
    </Button>
  );
  const items = rounds.data?.items ?? [];
  return (
    <>
      <ScreenHead title={t('rounds.title')} intro={t('rounds.intro')} actions={items.length > 0 && add} />
      {!operation && <EmptyState title={t('rounds.empty')}>{t('empty.operation')}</EmptyState>}
      {rounds.error && <Problem error={rounds.error} onRetry={rounds.refetch} />}
      {rounds.data && items.length === 0 && (
        <EmptyState title={t('rounds.empty')} actions={add}>
          {t('rounds.empty.text')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className="sj-surface">
          <DataTable
            caption={t('rounds.title')}
            hideCaption
            rows={items}
            rowKey={(r) => r.id}
            columns={[
              {
                id: 'code',
                header: t('rounds.code'),
                rowHeader: true,
                cell: (r) => <AppLink to={`/displacement/rounds/${r.id}`}>{r.code}</AppLink>,
              },
              { id: 'name', header: t('rounds.nameShort'), cell: (r) => r.name },
              {
                id: 'period',
                header: t('rounds.period'),
                cell: (r) => `${format.date(r.startsOn)} – ${format.date(r.endsOn)}`,
              },
              {
                id: 'reporting',
                header: t('rounds.reportingDate'),
                cell: (r) => format.date(r.reportingDate),
              },
              { id: 'state', header: t('rounds.state'), cell: (r) => <RoundStateBadge state={r.state} /> },
              {
                id: 'records',
                header: t('rounds.records'),
                numeric: true,
                cell: (r) => format.number(r.recordCount),
              },
            ]}
          />
        </div>
      )}
      {adding && operation && (
        <NewRound operationId={operation.id} last={items[0]} onClose={() => setAdding(false)} />
      )}
    </>
  );
}

function NewRound(props: { operationId: string; last: Round | undefined; onClose: () => void }) {
  const t = useT(displacementMessages);
  const go = useGo();
  const create = useCall(createRound);
  const number = (props.last?.number ?? 0) + 1;
  const form = useForm({
    schema: createRound.schema.body!,
    initial: {
      number: String(number),
      code: `R${number}`,
      name: '',
      startsOn: '',
      endsOn: '',
      reportingDate: '',
    },
    prepare: (v) => ({ ...v, number: Number(v.number), operationId: props.operationId }),
    draft: draftAt(`displacement.round.new.${props.operationId}`),
    onSubmit: async (body) => {
      const round = await create.mutateAsync({ body });
      go(`/displacement/rounds/${round.id}?tab=forms`);
    },
  });
  return (
    <Dialog onClose={props.onClose} title={t('rounds.new')} size="lg">
      <Form form={form} submitLabel={t('rounds.create')} wide>
        <RoundFields form={form} />
      </Form>
    </Dialog>
  );
}

type RoundValues = Record<'number' | 'code' | 'name' | 'startsOn' | 'endsOn' | 'reportingDate', string>;

/** The fields of a round, for planning and for correcting. */
export function RoundFields({ form }: { form: ReturnType<typeof useForm<RoundValues>> }) {
  const t = useT(displacementMessages);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('rounds.number')} inputMode="numeric" {...form.text('number')} />
        <TextInput label={t('rounds.code')} {...form.text('code')} />
      </SimpleGrid>
      <TextInput label={t('rounds.name')} {...form.text('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput type="date" label={t('rounds.startsOn')} {...form.text('startsOn')} />
        <TextInput type="date" label={t('rounds.endsOn')} {...form.text('endsOn')} />
      </SimpleGrid>
      <TextInput
        type="date"
        label={t('rounds.reportingDate')}
        description={t('rounds.reportingDate.hint')}
        {...form.text('reportingDate')}
      />
    </>
  );
}
