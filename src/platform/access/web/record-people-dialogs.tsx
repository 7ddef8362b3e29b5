import { Select, Text, Textarea } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { useMe } from '#platform/ui/session.tsx';
import {
  type Exclusion,
  endExclusion,
  endRelation,
  exclude,
  giveRelation,
  type Relation,
} from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { ColleagueSelect } from './colleague-select.tsx';
import { PeriodFields } from './period-fields.tsx';
import { useRelationWords } from './use-relation-words.ts';

type RecordName = { entity: string; entityId: string };
const kinds = ['conflicted', 'accused'] as const;

/** What shows the record is read again too: whoever ends their own relation does not see it any longer. */
const rereads = ({ entity }: RecordName) => ({ also: [entity.split('.')[0] ?? entity, 'audit'] });

export function GiveRelation(props: {
  record: RecordName;
  relations: readonly string[];
  onClose: () => void;
}) {
  const t = useT(accessMessages);
  const { record, onClose } = props;
  const say = useRelationWords(record.entity);
  const give = useCall(giveRelation, rereads(record));
  const form = useForm({
    schema: giveRelation.schema.body,
    initial: {
      accountId: null as string | null,
      relation: null as string | null,
      startsOn: '',
      endsOn: '',
      reason: '',
    },
    prepare: (values) => ({
      ...values,
      accountId: values.accountId ?? undefined,
      relation: values.relation ?? undefined,
      startsOn: values.startsOn || undefined,
      endsOn: values.endsOn || null,
    }),
    onSubmit: async (body) => {
      await give.mutateAsync({ params: record, body });
      onClose();
    },
  });
  return (
    <Dialog title={t('people.give')} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('people.give')} wide>
        <ColleagueSelect record={record} label={t('person')} {...form.value<string | null>('accountId')} />
        <Select
          label={t('why.relation')}
          data={props.relations.map((value) => ({ value, label: say(value) }))}
          allowDeselect={false}
          {...form.value<string | null>('relation')}
        />
        <PeriodFields text={form.text} />
        <Textarea
          label={t('people.reasonOptional')}
          autosize
          minRows={2}
          maxLength={500}
          {...form.text('reason')}
        />
      </Form>
    </Dialog>
  );
}

export function EndRelation(props: { record: RecordName; relation: Relation; onClose: () => void }) {
  const t = useT(accessMessages);
  const { account } = useMe();
  const say = useRelationWords(props.record.entity);
  const end = useCall(endRelation, rereads(props.record));
  const { id, accountId, accountName, relation } = props.relation;
  return (
    <ConfirmDialog
      title={t('people.endOf', { name: accountName, relation: say(relation) })}
      confirmLabel={t('people.end')}
      tone="bad"
      reason="optional"
      onConfirm={(reason) => end.mutateAsync({ params: { relationId: id }, body: { reason } })}
      onClose={props.onClose}
    >
      {t(accountId === account.id ? 'people.endOwnText' : 'people.endText')}
    </ConfirmDialog>
  );
}

export function ExcludePerson({ record, onClose }: { record: RecordName; onClose: () => void }) {
  const t = useT(accessMessages);
  const { account } = useMe();
  const shut = useCall(exclude, rereads(record));
  const form = useForm({
    schema: exclude.schema.body,
    initial: { accountId: null as string | null, kind: 'conflicted' as string | null, reason: '' },
    prepare: (values) => ({ ...values, accountId: values.accountId ?? undefined }),
    onSubmit: async (body) => {
      await shut.mutateAsync({ params: record, body });
      onClose();
    },
  });
  return (
    <Dialog title={t('people.exclude')} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('people.exclude')} wide>
        <Text size="sm">{t('people.excludedText')}</Text>
        <ColleagueSelect record={record} label={t('person')} {...form.value<string | null>('accountId')} />
        {form.values.accountId === account.id && (
          <Text size="sm" role="status">
            {t('people.excludeOwnText')}
          </Text>
        )}
        <Select
          label={t('people.kind')}
          data={kinds.map((value) => ({ value, label: t(`exclusion.${value}`) }))}
          allowDeselect={false}
          {...form.value<string | null>('kind')}
        />
        <Textarea label={t('grants.reason')} autosize minRows={2} maxLength={500} {...form.text('reason')} />
      </Form>
    </Dialog>
  );
}

export function LetIn(props: { record: RecordName; exclusion: Exclusion; onClose: () => void }) {
  const t = useT(accessMessages);
  const end = useCall(endExclusion, rereads(props.record));
  const { id, accountName } = props.exclusion;
  return (
    <ConfirmDialog
      title={t('people.letInOf', { name: accountName })}
      confirmLabel={t('people.letIn')}
      reason="required"
      onConfirm={(reason) => end.mutateAsync({ params: { exclusionId: id }, body: { reason } })}
      onClose={props.onClose}
    >
      {t('people.letInText')}
    </ConfirmDialog>
  );
}
