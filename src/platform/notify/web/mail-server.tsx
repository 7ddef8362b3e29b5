import { Button, Group, NativeSelect, NumberInput, PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { removeMail, setMail, testMail, tlsModes } from '../contract/channel.ts';
import { notifyMessages } from '../messages/catalogue.ts';

interface Mail {
  host: string;
  port: number;
  tls: (typeof tlsModes)[number];
  username: string;
  sender: string;
  hasPassword: boolean;
}

/** The server by which mail leaves, and a message to try it. */
export function MailServer({ mail, byEnvironment }: { mail: Mail | null; byEnvironment: boolean }) {
  const t = useT(notifyMessages);
  const mayWrite = useMay('notify.channel.write');
  const [removing, setRemoving] = useState(false);
  const remove = useCall(removeMail);
  return (
    <Panel title={t('mailServer.title')}>
      <Text size="sm" mb="sm">
        {t(byEnvironment ? 'mailServer.byEnvironment' : mail ? 'mailServer.text' : 'mailServer.none')}
      </Text>
      {!byEnvironment && mayWrite && <MailForm mail={mail} key={mail ? 'set' : 'none'} />}
      {mayWrite && (byEnvironment || mail) && (
        <Group mt="md">
          <TestMessage />
          {!byEnvironment && (
            <Button variant="default" onClick={() => setRemoving(true)}>
              {t('mailServer.remove')}
            </Button>
          )}
        </Group>
      )}
      {removing && (
        <ConfirmDialog
          title={t('mailServer.remove')}
          confirmLabel={t('mailServer.remove')}
          onConfirm={() => remove.mutateAsync({})}
          onClose={() => setRemoving(false)}
        >
          {t('mailServer.removeText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function MailForm({ mail }: { mail: Mail | null }) {
  const t = useT(notifyMessages);
  const save = useCall(setMail);
  const [saved, setSaved] = useState(false);
  const form = useForm({
    schema: setMail.schema.body,
    initial: {
      host: mail?.host ?? '',
      port: (mail?.port ?? 587) as number | string,
      tls: mail?.tls ?? 'starttls',
      username: mail?.username ?? '',
      password: '',
      sender: mail?.sender ?? '',
    },
    prepare: ({ password, port, ...others }) => ({
      ...others,
      port: Number(port),
      ...(password ? { password } : {}),
    }),
    onSubmit: async (body) => {
      await save.mutateAsync({ body });
      setSaved(true);
    },
  });
  return (
    <Form
      form={form}
      submitLabel={t('preference.save')}
      actions={<span role="status">{saved && !form.dirty && t('preference.saved')}</span>}
    >
      <TextInput label={t('mailServer.host')} {...form.text('host')} />
      <Group grow align="start">
        <NumberInput
          label={t('mailServer.port')}
          min={1}
          max={65_535}
          value={form.values.port}
          onChange={(value) => form.set('port', value)}
          error={form.errors.port}
        />
        <NativeSelect
          label={t('mailServer.tls')}
          value={form.values.tls}
          onChange={(event) => form.set('tls', event.currentTarget.value)}
          data={tlsModes.map((value) => ({ value, label: t(`tls.${value}`) }))}
        />
      </Group>
      <TextInput label={t('mailServer.user')} {...form.text('username')} />
      <PasswordInput
        label={t('mailServer.password')}
        description={t(mail?.hasPassword ? 'mailServer.passwordKept' : 'mailServer.passwordHelp')}
        autoComplete="new-password"
        {...form.text('password')}
      />
      <TextInput label={t('mailServer.sender')} type="email" {...form.text('sender')} />
    </Form>
  );
}

const said = {
  sent: 'test.sent',
  off: 'test.off',
  login_refused: 'reason.login_refused',
  tls_failed: 'reason.tls_failed',
  address_refused: 'reason.address_refused',
  message_refused: 'reason.message_refused',
  asked_to_wait: 'reason.asked_to_wait',
  unreachable: 'reason.unreachable',
} as const;

function TestMessage() {
  const t = useT(notifyMessages);
  const test = useCall(testMail);
  const outcome = test.data && ((test.data.reason ?? test.data.state) as keyof typeof said);
  return (
    <>
      {test.error && <Problem error={test.error} />}
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
        {t('mailServer.test')}
      </Button>
      <span role="status">{outcome && t(said[outcome] ?? 'reason.unreachable')}</span>
    </>
  );
}
