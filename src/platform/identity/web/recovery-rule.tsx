import { Button, NumberInput, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { getRecoveryRule, type RecoveryRule, saveRecoveryRule } from '../contract/recovery.ts';
import { identityMessages } from '../messages/catalogue.ts';

/** How many administrators a recovery takes, now and from when on otherwise. */
export function RecoveryRulePanel() {
  const t = useT(identityMessages);
  const format = useFormat();
  const rule = useRead(getRecoveryRule, {});
  const mayChange = useMay('identity.rule.write');
  const [changing, setChanging] = useState(false);
  if (!rule.data) return rule.error ? <Problem error={rule.error} /> : null;
  const { current, announced } = rule.data;
  const say = (key: 'recovery.ruleNow' | 'recovery.ruleNext', at: RecoveryRule['current']) =>
    t(key, {
      since: key === 'recovery.ruleNow' ? format.date(at.since) : format.dateTime(at.since),
      count: at.administrators,
      hours: at.hours,
    });
  return (
    <Panel
      title={t('recovery.rule')}
      aside={
        mayChange && (
          <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
            {t('recovery.ruleChange')}
          </Button>
        )
      }
    >
      <Text size="sm">{say('recovery.ruleNow', current)}</Text>
      {announced && <Text size="sm">{say('recovery.ruleNext', announced)}</Text>}
      {changing && <ChangeRule rule={announced ?? current} onClose={() => setChanging(false)} />}
    </Panel>
  );
}

function ChangeRule({ rule, onClose }: { rule: RecoveryRule['current']; onClose: () => void }) {
  const t = useT(identityMessages);
  const save = useCall(saveRecoveryRule);
  const form = useForm({
    schema: saveRecoveryRule.schema.body,
    initial: { administrators: String(rule.administrators), hours: rule.hours as number | string },
    prepare: (values) => ({ ...values, administrators: Number(values.administrators) }),
    onSubmit: async (body) => {
      await save.mutateAsync({ body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('recovery.ruleChange')}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('recovery.save')}>
        <Text size="sm">{t('recovery.ruleText')}</Text>
        <Select
          label={t('recovery.administrators')}
          data={[
            { value: '2', label: t('recovery.two') },
            { value: '1', label: t('recovery.one') },
          ]}
          allowDeselect={false}
          {...form.value<string>('administrators')}
        />
        <NumberInput
          label={t('recovery.hours')}
          min={1}
          max={168}
          allowDecimal={false}
          {...form.value<number | string>('hours')}
        />
      </Form>
    </Dialog>
  );
}
