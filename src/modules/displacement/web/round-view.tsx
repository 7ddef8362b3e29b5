import { Button, Group, Select, Stack } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useConversationTab } from '#platform/comments/web/record-conversation.tsx';
import { RecordFiles } from '#platform/files/web/record-files.tsx';
import { listForms } from '#platform/forms/contract/form.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AddTaskButton, useTasksTab } from '#platform/tasks/web/record-tasks.tsx';
import { useCall, useList, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { NextActions } from '#platform/workflow/web/next-actions.tsx';
import { type Binding, listBindings, moveRound, type Round, unbindForm, updateRound } from '../contract.ts';
import { isSettled, roundFacts, roundMachine } from '../domain/round-machine.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { RoundStateBadge } from './parts.tsx';
import { RoundFields } from './round-list.tsx';

/** One round: its dates and state, the forms bound to it, the next step. */
export function RoundView() {
  const { roundId } = useParams({ strict: false }) as { roundId: string };
  const t = useT(displacementMessages);
  const view = useRead(listBindings, { params: { roundId } });
  const mayWrite = useMay('displacement.round.write');
  const back = { to: '/displacement/rounds', label: t('rounds.title') };
  const tasks = useTasksTab('displacement.round', roundId);
  const conversation = useConversationTab('displacement.round', roundId);
  if (view.error) return <UnreadableRecord back={back} error={view.error} onRetry={view.refetch} />;
  if (!view.data) return null;
  const { round, items } = view.data;
  return (
    <RecordScreen
      reference={round.code}
      title={round.name ? `${round.code} · ${round.name}` : round.code}
      back={back}
      state={<RoundStateBadge state={round.state} />}
      actions={
        <>
          <Moves round={round} />
          {mayWrite && !isSettled(round.state) && <EditButton round={round} />}
          <AddTaskButton entity="displacement.round" entityId={round.id} />
        </>
      }
      tabs={[
        { id: 'overview', label: t('rounds.facts'), content: <Overview round={round} /> },
        {
          id: 'forms',
          label: t('rounds.forms'),
          count: String(items.length),
          content: <Bindings round={round} items={items} mayWrite={mayWrite && !isSettled(round.state)} />,
        },
        ...tasks,
        ...conversation,
        {
          id: 'files',
          label: t('rounds.files'),
          content: <RecordFiles entity="displacement.round" entityId={round.id} />,
        },
        {
          id: 'history',
          label: t('rounds.history'),
          content: (
            <Panel title={t('rounds.history')}>
              <RecordTimeline entity="displacement.round" entityId={round.id} />
            </Panel>
          ),
        },
      ]}
    />
  );
}

/** The next steps; a step back asks for the reason. */
function Moves({ round }: { round: Round }) {
  const t = useT(displacementMessages);
  const send = useCall(moveRound, { also: ['audit'] });
  return (
    <NextActions
      machine={roundMachine}
      state={round.state}
      facts={roundFacts(round)}
      words={(transition) => ({
        label: t(`move.${transition}`),
        title: t('move.title', {
          code: round.code,
          state: t(`state.${roundMachine.transitions[transition].to}`),
        }),
        text: t(transition === 'clear' ? 'move.clear.text' : 'move.text'),
      })}
      onMove={(body) => send.mutateAsync({ params: { roundId: round.id }, body })}
    />
  );
}

function Overview({ round }: { round: Round }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  return (
    <div className="sj-surface" style={{ padding: '0.375rem 1rem' }}>
      <Facts
        facts={[
          { label: t('rounds.number'), value: format.number(round.number) },
          { label: t('rounds.startsOn'), value: format.date(round.startsOn) },
          { label: t('rounds.endsOn'), value: format.date(round.endsOn) },
          { label: t('rounds.reportingDate'), value: format.date(round.reportingDate) },
          {
            label: t('rounds.records'),
            value: (
              <AppLink to={`/displacement?round=${round.id}`}>{format.number(round.recordCount)}</AppLink>
            ),
          },
        ]}
      />
    </div>
  );
}

function EditButton({ round }: { round: Round }) {
  const t = useT(displacementMessages);
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEdit size={16} stroke={1.8} aria-hidden />}
        onClick={() => setEditing(true)}
      >
        {t('rounds.edit')}
      </Button>
      {editing && <EditRound round={round} onClose={() => setEditing(false)} />}
    </>
  );
}

function EditRound({ round, onClose }: { round: Round; onClose: () => void }) {
  const t = useT(displacementMessages);
  const update = useCall(updateRound, { also: ['audit'] });
  const form = useForm({
    schema: updateRound.schema.body!,
    initial: {
      number: String(round.number),
      code: round.code,
      name: round.name,
      startsOn: round.startsOn,
      endsOn: round.endsOn,
      reportingDate: round.reportingDate,
    },
    prepare: (v) => ({ ...v, number: Number(v.number) }),
    onSubmit: async (body) => {
      await update.mutateAsync({ params: { roundId: round.id }, body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('rounds.edit')} size="lg">
      <Form form={form} submitLabel={t('rounds.save')} wide>
        <RoundFields form={form} />
      </Form>
    </Dialog>
  );
}

function Bindings({ round, items, mayWrite }: { round: Round; items: Binding[]; mayWrite: boolean }) {
  const t = useT(displacementMessages);
  const [choosing, setChoosing] = useState(false);
  const add = mayWrite && <Button onClick={() => setChoosing(true)}>{t('bind.add')}</Button>;
  return (
    <Stack>
      {items.length === 0 ? (
        <EmptyState title={t('bind.empty')} actions={add}>
          {t('bind.empty.text')}
        </EmptyState>
      ) : (
        <Group>{add}</Group>
      )}
      {items.map((binding) => (
        <BindingCard key={binding.id} round={round} binding={binding} mayWrite={mayWrite} />
      ))}
      {choosing && <ChooseForm round={round} onClose={() => setChoosing(false)} />}
    </Stack>
  );
}

function BindingCard({ round, binding, mayWrite }: { round: Round; binding: Binding; mayWrite: boolean }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const unbind = useCall(unbindForm, { also: ['audit'] });
  const [removing, setRemoving] = useState(false);
  const params = { roundId: round.id, formId: binding.formId };
  return (
    <section className="sj-surface" style={{ padding: 'var(--mantine-spacing-md)' }}>
      <Stack gap="sm">
        <h2 style={{ margin: 0 }}>
          <AppLink to={`/forms/${binding.formId}`}>{binding.formTitle}</AppLink>
        </h2>
        <Facts
          facts={[
            { label: t('bind.tool'), value: t(`tool.${binding.tool}`) },
            { label: t('rounds.records'), value: format.number(binding.recordCount) },
            { label: t('bind.version'), value: format.number(binding.mappingVersion) },
            {
              label: t('bind.figures'),
              value: binding.mapping.figures.map((f) => t(`category.${f.category}`)).join(', '),
            },
          ]}
        />
        {binding.skipped.map((s) => (
          <p key={s.reason}>
            {t('bind.skipped', { count: s.count, reason: t(`reason.${s.reason}` as 'reason.no_figure') })}
          </p>
        ))}
        {mayWrite && (
          <Group>
            <Button
              component={AppLink}
              to={`/displacement/rounds/${round.id}/forms/${binding.formId}`}
              variant="default"
            >
              {t('bind.edit')}
            </Button>
            <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('bind.remove')}
            </Button>
          </Group>
        )}
        {removing && (
          <ConfirmDialog
            title={t('bind.remove')}
            confirmLabel={t('bind.remove')}
            tone="bad"
            onConfirm={() => unbind.mutateAsync({ params })}
            onClose={() => setRemoving(false)}
          >
            {t('bind.remove.text')}
          </ConfirmDialog>
        )}
      </Stack>
    </section>
  );
}

function ChooseForm({ round, onClose }: { round: Round; onClose: () => void }) {
  const t = useT(displacementMessages);
  const go = useGo();
  const forms = useList(listForms, { querystring: { operationId: round.operationId, limit: 200 } });
  return (
    <Dialog onClose={onClose} title={t('bind.add')}>
      <Select
        label={t('bind.choose')}
        data={forms.items.map((f) => ({ value: f.id, label: f.title }))}
        searchable
        onChange={(formId) => formId && go(`/displacement/rounds/${round.id}/forms/${formId}`)}
      />
    </Dialog>
  );
}
