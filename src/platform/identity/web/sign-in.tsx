import { PasswordInput, TextInput } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { type Me as Identity, signIn } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { CodeField } from './code-field.tsx';
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

/** E-mail, password and, once the server asks for it, the code. */
export function SignInForm(props: { email?: string; onDone: (identity: Identity) => void }) {
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
      {codeAsked && <CodeField autoFocus {...form.text('code')} />}
    </Form>
  );
}
