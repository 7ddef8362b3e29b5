import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import type { Me } from '#platform/ui/session.tsx';
import { type Me as Identity, signIn, signOut } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';

/** The sign-in page, at whatever address was asked for: that screen opens afterwards. */
export function SignIn(props: { identity: Identity; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  return (
    <Door title={t('signIn.title')} intro={props.identity.agency?.name}>
      {props.identity.demonstration && <p className={classes.demonstration}>{t('signIn.demonstration')}</p>}
      <div className={`sj-surface ${classes.card}`}>
        <SignInForm onDone={props.onDone} />
      </div>
      <p className={classes.note}>{t('signIn.help')}</p>
    </Door>
  );
}

/** Asks over the open page when its session ended: what was typed below stays where it is. */
export function SignInAgain(props: { me: Me; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const leave = async () => {
    await callOnce(signOut, {}).catch(() => undefined);
    window.location.assign('/');
  };
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('again.title')}
      zIndex={1000}
    >
      <Stack>
        <Text size="sm">{t('again.text')}</Text>
        <SignInForm email={props.me.account.email ?? ''} onDone={props.onDone} />
        <Button variant="subtle" onClick={leave}>
          {t('again.other')}
        </Button>
      </Stack>
    </Dialog>
  );
}

function SignInForm(props: { email?: string; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const [codeAsked, setCodeAsked] = useState(false);
  const form = useForm({
    schema: signIn.schema.body,
    initial: { email: props.email ?? '', password: '', code: '' },
    prepare: (values) => ({ ...values, code: values.code.replace(/\s/g, '') || undefined }),
    onSubmit: async (body) => {
      try {
        props.onDone(await callOnce(signIn, { body }));
      } catch (error) {
        if (error instanceof CallError && error.problem.code === 'identity.code_needed' && !codeAsked) {
          setCodeAsked(true);
          return;
        }
        throw error;
      }
    },
  });
  return (
    <Form form={{ ...form, mayLose: false }} submitLabel={t('signIn.submit')} wide>
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        readOnly={props.email !== undefined}
        data-autofocus={props.email === undefined || undefined}
        {...form.text('email')}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        data-autofocus={props.email !== undefined || undefined}
        {...form.text('password')}
      />
      {codeAsked && (
        <TextInput
          label={t('signIn.code')}
          description={t('signIn.codeHelp')}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          {...form.text('code')}
        />
      )}
    </Form>
  );
}
