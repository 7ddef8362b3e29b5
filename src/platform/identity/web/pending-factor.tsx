import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { stepUp } from '../contract/proof.ts';
import { getMe, type Me as Identity } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { CodeField } from './code-field.tsx';
import { provePasskey } from './passkey-browser.ts';
import { passkeysOffered } from './passkeys-offered.ts';

/** The sign-in elsewhere proved one factor; the second one of this account opens the rest. */
export function PendingFactor(props: { identity: Identity; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const [failure, setFailure] = useState<unknown>();
  const enter = async () => props.onDone(await callOnce(getMe, {}));
  const byPasskey = () => {
    setFailure(undefined);
    provePasskey()
      .then((passkey) => callOnce(stepUp, { body: { passkey } }))
      .then(enter)
      .catch(setFailure);
  };
  const form = useForm({
    schema: stepUp.schema.body,
    initial: { code: '' },
    onSubmit: async (body) => {
      await callOnce(stepUp, { body });
      await enter();
    },
  });
  return (
    <Stack>
      {failure !== undefined && <Problem error={failure} />}
      {props.identity.hasPasskey && passkeysOffered() && (
        <Button onClick={byPasskey}>{t('passkeys.use')}</Button>
      )}
      <Form form={{ ...form, mayLose: false }} submitLabel={t('stepUp.submit')} wide>
        <CodeField app={props.identity.hasApp} data-autofocus {...form.text('code')} />
      </Form>
    </Stack>
  );
}
