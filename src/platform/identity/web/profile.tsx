import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languageNames, languages } from '#platform/i18n/language.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { NoticesLink } from '#platform/notify/web/profile-link.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { changePassword, updateProfile } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { ApiTokens } from './api-tokens.tsx';
import { LinkedProviders } from './linked-providers.tsx';
import { Passkeys } from './passkeys.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { ThisDevice } from './this-device.tsx';
import { useTakeIdentity } from './use-identity.ts';

/** Everything about the own account. */
export function Profile() {
  const t = useT(identityMessages);
  return (
    <>
      <ScreenHead title={t('profile.title')} />
      <AboutMe />
      <ThisDevice />
      <NoticesLink />
      <Password />
      <SecondFactor />
      <Passkeys />
      <LinkedProviders />
      <Sessions />
      <ApiTokens />
    </>
  );
}

const languageOptions = languages.map((value) => ({ value, label: languageNames[value] }));

function AboutMe() {
  const t = useT(identityMessages);
  const { account } = useMe();
  const take = useTakeIdentity();
  const save = useCall(updateProfile, { onDone: take });
  const [saved, setSaved] = useState(false);
  const form = useForm({
    schema: updateProfile.schema.body,
    initial: { name: account.name, language: account.language },
    onSubmit: async (body) => {
      await save.mutateAsync({ body });
      setSaved(true);
    },
  });
  return (
    <Panel title={t('profile.aboutMe')}>
      <Form
        form={form}
        submitLabel={t('profile.save')}
        actions={<Done text={saved && !form.dirty && t('profile.saved')} />}
      >
        <TextInput label={t('name')} autoComplete="name" {...form.text('name')} />
        <Select
          label={t('language')}
          data={languageOptions}
          allowDeselect={false}
          {...form.value<string>('language')}
        />
      </Form>
    </Panel>
  );
}

function Password() {
  const t = useT(identityMessages);
  const change = useCall(changePassword);
  const [done, setDone] = useState(false);
  const form = useForm({
    schema: changePassword.schema.body,
    initial: { current: '', next: '' },
    onSubmit: async (body) => {
      setDone(false);
      await change.mutateAsync({ body });
      form.reset({ current: '', next: '' });
      setDone(true);
    },
  });
  return (
    <Panel title={t('profile.password')}>
      <Form
        form={{ ...form, mayLose: false }}
        submitLabel={t('profile.changePassword')}
        actions={<Done text={done && !form.dirty && t('profile.passwordChanged')} />}
      >
        <PasswordInput
          label={t('profile.current')}
          autoComplete="current-password"
          {...form.text('current')}
        />
        <PasswordInput
          label={t('newPassword')}
          description={t('passwordHelp')}
          autoComplete="new-password"
          {...form.text('next')}
        />
      </Form>
    </Panel>
  );
}

const Done = ({ text }: { text: string | false }) => <span role="status">{text}</span>;
