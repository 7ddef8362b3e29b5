import { Button, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { getChannels, getHealth, retryFailed, setAgency } from '../contract/channel.ts';
import { BUILT_IN } from '../domain/preference.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { bodyOf, type Choice, choiceOf } from './choice.ts';
import { MailServer } from './mail-server.tsx';
import { TimeFields } from './time-fields.tsx';
import { WaysTable } from './ways-table.tsx';

/** How the agency tells its people outside of the product, and how that fares. */
export function Channels() {
  const t = useT(notifyMessages);
  const mayWrite = useMay('notify.channel.write');
  const { data, error, refetch } = useRead(getChannels, {});
  return (
    <>
      <ScreenHead title={t('channels.title')} intro={t('channels.intro')} />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <Health />
      {data && <MailServer mail={data.mail} byEnvironment={data.mailByEnvironment} />}
      {data && mayWrite && <AgencyForm facts={data} />}
    </>
  );
}

const reasons = [
  'login_refused',
  'tls_failed',
  'address_refused',
  'message_refused',
  'asked_to_wait',
  'unreachable',
  'no_device',
] as const;
type Reason = (typeof reasons)[number];
const isReason = (code: string): code is Reason => (reasons as readonly string[]).includes(code);

function Health() {
  const t = useT(notifyMessages);
  const format = useFormat();
  const mayWrite = useMay('notify.channel.write');
  const { data, error } = useRead(getHealth, {}, { refreshMs: 30_000 });
  const retry = useCall(retryFailed);
  const channels = data?.channels ?? [];
  return (
    <Panel title={t('health.title')}>
      {(error ?? retry.error) && <Problem error={error ?? retry.error} />}
      <DataTable
        caption={t('health.title')}
        hideCaption
        rows={channels}
        rowKey={({ channel }) => channel}
        columns={[
          {
            id: 'channel',
            header: t('health.channel'),
            rowHeader: true,
            cell: ({ channel }) => t(`way.${channel}`),
          },
          {
            id: 'sent',
            header: t('health.sent'),
            numeric: true,
            cell: (row) => format.number(row.sentLastDay),
          },
          {
            id: 'waiting',
            header: t('health.waiting'),
            numeric: true,
            cell: (row) => format.number(row.waiting),
          },
          {
            id: 'oldest',
            header: t('health.oldest'),
            cell: (row) => (row.oldestWaiting ? format.relative(row.oldestWaiting) : '–'),
          },
          {
            id: 'failures',
            header: t('health.failures'),
            cell: (row) =>
              row.failures.length === 0
                ? t('health.none')
                : row.failures.map(({ reason, count, waits }) => (
                    <div key={`${reason} ${waits}`}>
                      {t(isReason(reason) ? `reason.${reason}` : 'reason.unreachable')}:{' '}
                      {t(waits ? 'health.again' : 'health.over', { count })}
                    </div>
                  )),
          },
          ...(mayWrite
            ? [
                {
                  id: 'retry',
                  header: t('health.retry'),
                  cell: (row: (typeof channels)[number]) =>
                    row.failures.length > 0 && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={retry.isPending}
                        onClick={() => retry.mutate({ body: { channel: row.channel } })}
                      >
                        {t('health.retry')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

type Facts = NonNullable<ReturnType<typeof useRead<typeof getChannels>>['data']>;
interface AgencyChoice extends Choice {
  pushOn: boolean;
  keepDays: number | string;
}

function AgencyForm({ facts }: { facts: Facts }) {
  const t = useT(notifyMessages);
  const save = useCall(setAgency);
  const [saved, setSaved] = useState(false);
  const form = useForm<AgencyChoice>({
    schema: setAgency.schema.body,
    initial: {
      ...choiceOf(facts.defaults, BUILT_IN, facts.kinds),
      pushOn: facts.pushOn,
      keepDays: facts.keepDays,
    },
    prepare: ({ pushOn, keepDays, ...choice }) => ({
      defaults: bodyOf(choice),
      pushOn,
      keepDays: Number(keepDays),
    }),
    onSubmit: async (body) => {
      await save.mutateAsync({ body });
      setSaved(true);
    },
  });
  return (
    <Form
      form={form}
      wide
      submitLabel={t('preference.save')}
      actions={<span role="status">{saved && !form.dirty && t('preference.saved')}</span>}
    >
      <Panel title={t('agency.title')}>
        <Stack maw="26rem">
          <TimeFields form={form as never} defaults={BUILT_IN} />
          <NumberInput
            label={t('agency.keepDays')}
            description={t('agency.keepDaysHelp')}
            min={7}
            max={3650}
            value={form.values.keepDays}
            onChange={(value) => form.set('keepDays', value)}
            error={form.errors.keepDays}
          />
          <Switch
            label={t('agency.push')}
            description={t('agency.pushHelp')}
            checked={form.values.pushOn}
            onChange={(event) => form.set('pushOn', event.currentTarget.checked)}
          />
        </Stack>
      </Panel>
      <Panel title={t('agency.ways')}>
        <Text size="sm">{t('agency.waysHelp')}</Text>
        <WaysTable
          ways={form.values.ways}
          kinds={facts.kinds}
          pushOn={form.values.pushOn}
          onChange={(ways) => form.set('ways', ways)}
        />
      </Panel>
    </Form>
  );
}
