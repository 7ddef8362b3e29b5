import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { Suspense, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { getMe, type Me as Identity, signIn } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';
import { passkeysOffered } from './passkeys-offered.ts';

// Not everybody is asked for a code.
const ProviderSignIn = lazyPart(() =>
  import('./provider-buttons.tsx').then(({ ProviderSignIn }) => ({ default: ProviderSignIn })),
);
const CodeField = lazyPart(() =>
  import('./code-field.tsx').then(({ CodeField }) => ({ default: CodeField })),
);

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

const FACTORS: Readonly<Record<string, 'app' | 'passkey'>> = {
  'identity.code_needed': 'app',
  'identity.passkey_needed': 'passkey',
};

/** E-mail, password and, once the server asks for it, the code; or a passkey in the place of all. */
export function SignInForm(props: { email?: string; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const [asked, setAsked] = useState<'app' | 'passkey'>();
  const passkey = usePasskeySignIn(props);
  // Over a page: in a window of its own, and whoever comes back from there has to be the same person.
  const entered = async () => {
    const identity = await callOnce(getMe, {});
    if (identity.account?.email === props.email) props.onDone(identity);
    else window.location.assign('/');
  };
  const form = useForm({
    schema: signIn.schema.body,
    initial: { email: props.email ?? '', password: '', code: '' },
    prepare: (values) => ({ ...values, code: values.code.replace(/\s/g, '') || undefined }),
    onSubmit: async (body) => {
      try {
        props.onDone(await callOnce(signIn, { body }));
      } catch (error) {
        const factor = error instanceof CallError ? FACTORS[error.problem.code] : undefined;
        if (!factor || asked) throw error;
        setAsked(factor);
      }
    },
  });
  return (
    <Stack>
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
        {asked === 'passkey' && <Text size="sm">{t('problem.identity.passkey_needed')}</Text>}
        {asked && (
          <Suspense fallback={null}>
            <CodeField app={asked === 'app'} autoFocus {...form.text('code')} />
          </Suspense>
        )}
      </Form>
      <Suspense fallback={null}>
        <ProviderSignIn {...(props.email === undefined ? {} : { onDone: entered })} />
      </Suspense>
      {passkeysOffered() && (
        <>
          {passkey.failure !== undefined && <Problem error={passkey.failure} />}
          <Button variant="default" loading={passkey.busy} onClick={passkey.signIn}>
            {t('passkeys.signIn')}
          </Button>
        </>
      )}
    </Stack>
  );
}

function usePasskeySignIn(props: { email?: string; onDone: (identity: Identity) => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const signIn = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { signInWithPasskey } = await import('./passkey-browser.ts');
      const identity = await signInWithPasskey();
      // Somebody else's passkey opens their own start page, never the page of whoever sat here before.
      if (props.email !== undefined && identity.account?.email !== props.email) window.location.assign('/');
      else props.onDone(identity);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, signIn };
}
