import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { getPreference, setPreference } from '../contract/preference.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { bodyOf, type Choice, choiceOf } from './choice.ts';
import classes from './notify.module.css';
import { PushDevices } from './push-devices.tsx';
import { TimeFields } from './time-fields.tsx';
import { WaysTable } from './ways-table.tsx';

type Facts = NonNullable<ReturnType<typeof useRead<typeof getPreference>>['data']>;

/** How this person is told outside of the product: when, by which way, on which device. */
export function Preferences() {
  const t = useT(notifyMessages);
  const { data, error, refetch } = useRead(getPreference, {});
  return (
    <RecordScreen
      reference={t('preference.title')}
      title={t('preference.title')}
      back={{ to: '/inbox', label: t('inbox.back') }}
    >
      <Text mb="md">{t('preference.intro')}</Text>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && <PreferenceForm facts={data} />}
      {data && (
        <div className={classes.below}>
          <PushDevices on={data.pushOn} pushKey={data.pushKey} />
        </div>
      )}
    </RecordScreen>
  );
}

function PreferenceForm({ facts }: { facts: Facts }) {
  const t = useT(notifyMessages);
  const save = useCall(setPreference);
  const [saved, setSaved] = useState(false);
  const form = useForm<Choice>({
    schema: setPreference.schema.body,
    initial: choiceOf(facts.own, facts.defaults, facts.kinds),
    prepare: bodyOf,
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
      <Panel title={t('preference.times')}>
        <Stack maw="26rem">
          <TimeFields form={form} defaults={facts.defaults} />
        </Stack>
      </Panel>
      <Panel title={t('preference.ways')}>
        {!facts.emailOn && <Text size="sm">{t('preference.noMail')}</Text>}
        <Text size="sm">{t('preference.waysHelp')}</Text>
        <WaysTable
          ways={form.values.ways}
          kinds={facts.kinds}
          pushOn={facts.pushOn}
          agency={facts.defaults.kinds}
          onChange={(ways) => form.set('ways', ways)}
        />
      </Panel>
    </Form>
  );
}
