import { PasswordInput, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { readLink, useLink as spendLink } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';
import { ProviderSignIn } from './provider-buttons.tsx';
import { useTakeIdentity } from './use-identity.ts';

/** A one-time link: invitation or recovery. The secret stands behind `#`, so that no server log ever sees it. */
export function Welcome() {
  const t = useT(identityMessages);
  const [token] = useState(() => window.location.hash.slice(1));
  const link = useQuery({
    queryKey: ['identity', 'link', token],
    queryFn: ({ signal }) => callOnce(readLink, { body: { token } }, signal),
    enabled: token.length >= 20,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token.length < 20) {
    return (
      <Door title={t('welcome.missing')} intro={t('welcome.missingText')}>
        <AppLink to="/">{t('welcome.toSignIn')}</AppLink>
      </Door>
    );
  }
  if (link.isPending) return null;
  if (link.isError) {
    return (
      <Door title={t('signIn.title')}>
        <Problem error={link.error} />
        <p className={classes.note}>
          <AppLink to="/">{t('welcome.toSignIn')}</AppLink>
        </p>
      </Door>
    );
  }
  const { purpose, name, email } = link.data;
  return (
    <Door
      title={t(`welcome.${purpose}`, { name })}
      tabTitle={t('newPassword')}
      intro={t(`welcome.${purpose}Text`, { email })}
    >
      <div className={`sj-surface ${classes.card}`}>
        <Stack>
          <NewPassword token={token} email={email} />
          {purpose === 'invitation' && <ProviderSignIn invitation={token} />}
        </Stack>
      </div>
    </Door>
  );
}

function NewPassword({ token, email }: { token: string; email: string }) {
  const t = useT(identityMessages);
  const take = useTakeIdentity();
  const go = useGo();
  const form = useForm({
    schema: spendLink.schema.body,
    initial: { password: '' },
    prepare: (values) => ({ ...values, token }),
    onSubmit: async (body) => {
      take(await callOnce(spendLink, { body }));
      go('/', { replace: true });
    },
  });
  return (
    <Form form={{ ...form, mayLose: false }} submitLabel={t('welcome.submit')} wide>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordInput
        label={t('newPassword')}
        description={t('passwordHelp')}
        autoComplete="new-password"
        {...form.text('password')}
      />
    </Form>
  );
}
