import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { call } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import type { Me } from '#platform/ui/session.tsx';
import { stepUp } from '../contract/proof.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { CodeField } from './code-field.tsx';
import { provePasskey } from './passkey-browser.ts';
import { passkeysOffered } from './passkeys-offered.ts';
import { ProviderProof } from './provider-buttons.tsx';

/** Asks over the open page who sits there, before a sensitive act; what was typed below stays, and the act goes on. */
export function StepUp(props: { me: Me; onDone: (given: boolean) => void }) {
  const t = useT(identityMessages);
  const byCode = props.me.hasSecondFactor;
  const [failure, setFailure] = useState<unknown>();
  const byPasskey = () => {
    setFailure(undefined);
    provePasskey()
      .then((passkey) => call(stepUp, { body: { passkey } }))
      .then(() => props.onDone(true), setFailure);
  };
  const form = useForm({
    schema: stepUp.schema.body,
    initial: { code: '', password: '' },
    prepare: ({ code, password }) => (byCode ? { code } : { password }),
    onSubmit: async (body) => {
      await call(stepUp, { body });
      props.onDone(true);
    },
  });
  return (
    <Dialog onClose={() => props.onDone(false)} title={t('stepUp.title')} zIndex={980}>
      <Stack>
        <Text size="sm">{t('stepUp.text')}</Text>
        {failure !== undefined && <Problem error={failure} />}
        {props.me.hasPasskey && passkeysOffered() && <Button onClick={byPasskey}>{t('passkeys.use')}</Button>}
        <ProviderProof onDone={() => props.onDone(true)} />
        <Form form={{ ...form, mayLose: false }} submitLabel={t('stepUp.submit')} wide>
          {byCode ? (
            <CodeField app={props.me.hasApp} data-autofocus {...form.text('code')} />
          ) : (
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              data-autofocus
              {...form.text('password')}
            />
          )}
        </Form>
      </Stack>
    </Dialog>
  );
}
