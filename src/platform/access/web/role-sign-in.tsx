import { Button, NumberInput, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { dropSignInRule, type ListedRole, type SignInRule, saveSignInRule } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';

/** How long a sign-in with the role lasts; the agency sets it for built-in roles too. */
export function RoleSignIn({ role }: { role: ListedRole }) {
  const t = useT(accessMessages);
  const mayWrite = useMay('access.role.write');
  const { own, ...rule } = role.signIn;
  return (
    <Panel
      title={t('roles.signIn')}
      aside={<StateBadge>{t(own ? 'roles.signInOwn' : 'roles.signInDefault')}</StateBadge>}
    >
      <Text size="sm" mb="sm" maw="40rem">
        {t('roles.signInText')}
      </Text>
      <RuleForm key={JSON.stringify(role.signIn)} role={role} rule={rule} readOnly={!mayWrite} />
    </Panel>
  );
}

function RuleForm(props: { role: ListedRole; rule: SignInRule; readOnly: boolean }) {
  const t = useT(accessMessages);
  const params = { roleId: props.role.id };
  const save = useCall(saveSignInRule, { also: ['identity'] });
  const drop = useCall(dropSignInRule, { also: ['identity'] });
  const [saved, setSaved] = useState(false);
  const form = useForm({
    schema: saveSignInRule.schema.body,
    initial: props.rule,
    onSubmit: async (body) => {
      await save.mutateAsync({ params, body });
      setSaved(true);
    },
  });
  const factor = form.value<boolean>('secondFactorRequired');
  const fields = (
    <>
      <NumberInput
        label={t('roles.idle')}
        description={t('roles.idleHelp')}
        readOnly={props.readOnly}
        allowDecimal={false}
        {...form.value<number | string>('idleMinutes')}
      />
      <NumberInput
        label={t('roles.session')}
        description={t('roles.sessionHelp')}
        readOnly={props.readOnly}
        allowDecimal={false}
        {...form.value<number | string>('sessionHours')}
      />
      <Switch
        label={t('roles.factor')}
        description={t('roles.factorHelp')}
        disabled={props.readOnly}
        checked={factor.value}
        onChange={(event) => factor.onChange(event.currentTarget.checked)}
      />
    </>
  );
  if (props.readOnly) return fields;
  return (
    <>
      {drop.error && <Problem error={drop.error} />}
      <Form
        form={form}
        submitLabel={t('save')}
        actions={
          <>
            {props.role.signIn.own && (
              <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate({ params })}>
                {t('roles.signInDrop')}
              </Button>
            )}
            <span role="status">{saved && !form.dirty && t('roles.signInSaved')}</span>
          </>
        }
      >
        {fields}
      </Form>
    </>
  );
}
