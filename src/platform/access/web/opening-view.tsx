import { Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { useKindWords } from '#platform/ui/record/record-kinds.ts';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { getOpening, type Opening, reviewOpening } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { OpeningState } from './opening-list.tsx';

/** One record opened in an emergency: who, why, what was done meanwhile, and whether it was justified. */
export function OpeningView() {
  const t = useT(accessMessages);
  const { openingId = '' } = useParams({ strict: false }) as { openingId?: string };
  const { account } = useMe();
  const [reviewing, setReviewing] = useState(false);
  const read = useRead(getOpening, { params: { openingId } });
  const back = { to: '/administration/openings', label: t('openings.title') };
  if (read.error)
    return <UnreadableRecord back={back} error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return null;
  const opening = read.data;
  const own = opening.accountId === account.id;
  return (
    <RecordScreen
      reference={t('openings.one')}
      showReference={false}
      title={opening.accountName || t('openings.one')}
      back={back}
      state={<OpeningState opening={opening} />}
      actions={
        !opening.outcome &&
        !own && <Button onClick={() => setReviewing(true)}>{t('openings.reviewIt')}</Button>
      }
      notice={own && <Text size="sm">{t('openings.ownText')}</Text>}
    >
      <OpeningFacts opening={opening} />
      {opening.outcome && <ReviewFacts opening={opening} />}
      {reviewing && <ReviewDialog opening={opening} onClose={() => setReviewing(false)} />}
    </RecordScreen>
  );
}

/** What this person did to this record, in the log. */
const logOf = ({ entity, entityId, accountId }: Opening): string =>
  `/administration/audit?${new URLSearchParams({ entity, entityId, actorId: accountId })}`;

function OpeningFacts({ opening }: { opening: Opening }) {
  const t = useT(accessMessages);
  const format = useFormat();
  const kind = useKindWords([opening.entity]);
  const readsLog = useMay('audit.entry.read');
  const { openedAt, closedAt, endsAt } = opening;
  return (
    <Panel title={t('openings.one')}>
      <Facts
        facts={[
          { label: t('person'), value: opening.accountName },
          { label: t('grants.reason'), value: opening.reason },
          { label: t('openings.opened'), value: format.dateTime(openedAt) },
          {
            label: t('grants.until'),
            value: closedAt
              ? t('openings.closedEarly', { when: format.dateTime(closedAt) })
              : format.dateTime(endsAt),
          },
          {
            label: t('openings.record'),
            value: (
              <>
                {kind(opening.entity) || opening.entity}{' '}
                <Text component="span" size="xs" c="dimmed" className="sj-code">
                  {opening.entityId}
                </Text>
              </>
            ),
          },
          { label: t('office'), value: opening.officeName },
          ...(readsLog
            ? [
                {
                  label: t('openings.done'),
                  value: <AppLink to={logOf(opening)}>{t('openings.log')}</AppLink>,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function ReviewFacts({ opening }: { opening: Opening }) {
  const t = useT(accessMessages);
  const format = useFormat();
  return (
    <Panel title={t('openings.review')}>
      <Facts
        facts={[
          { label: t('openings.outcome'), value: opening.outcome && t(`openings.${opening.outcome}`) },
          { label: t('openings.comment'), value: opening.comment },
          { label: t('openings.reviewer'), value: opening.reviewedByName },
          {
            label: t('openings.reviewedAt'),
            value: opening.reviewedAt && format.dateTime(opening.reviewedAt),
          },
        ]}
      />
    </Panel>
  );
}

function ReviewDialog({ opening, onClose }: { opening: Opening; onClose: () => void }) {
  const t = useT(accessMessages);
  const review = useCall(reviewOpening, { also: ['audit'] });
  const form = useForm({
    schema: reviewOpening.schema.body,
    initial: { outcome: null as string | null, comment: '' },
    prepare: (values) => ({ ...values, outcome: values.outcome ?? undefined }),
    onSubmit: async (body) => {
      await review.mutateAsync({ params: { openingId: opening.id }, body });
      onClose();
    },
  });
  return (
    <Dialog title={t('openings.reviewIt')} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('openings.reviewSave')} wide>
        <Text size="sm">{t('openings.reviewText')}</Text>
        <Radio.Group label={t('openings.outcome')} {...form.value<string | null>('outcome')}>
          <Stack gap="xs" mt={6}>
            <Radio value="justified" label={t('openings.justified')} />
            <Radio value="not_justified" label={t('openings.not_justified')} />
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('openings.comment')}
          autosize
          minRows={3}
          maxLength={2000}
          {...form.text('comment')}
        />
      </Form>
    </Dialog>
  );
}
