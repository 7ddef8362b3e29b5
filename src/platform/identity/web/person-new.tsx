import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { languageNames, languages } from '#platform/i18n/language.ts';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { invitePerson } from '../contract/people.ts';
import { identityMessages } from '../messages/catalogue.ts';

/** Creates an account and hands out its one-time link. */
export function PersonNew() {
  const t = useT(identityMessages);
  const format = useFormat();
  const language = useLanguage();
  const { account } = useMe();
  const invite = useCall(invitePerson);
  const form = useForm({
    schema: invitePerson.schema.body,
    initial: { name: '', email: '', language: language as string },
    formats: { email: t('emailFormat') },
    draft: draftAt(`identity.invite.${account.id}`),
    onSubmit: (body) => invite.mutateAsync({ body }),
  });
  const made = invite.data;
  if (made) {
    return (
      <>
        <ScreenHead title={t('people.invite')} heading={made.person.name} />
        <Panel title={t('people.account')}>
          <Stack maw="40rem" align="start">
            <Text size="sm">
              {t('people.linkText', { when: format.relative(made.invitation.expiresAt) })}
            </Text>
            <div style={{ inlineSize: '100%' }}>
              <CopyField label={t('people.link', { name: made.person.name })} value={made.invitation.link} />
            </div>
            <Button
              component={AppLink}
              to={`/administration/people/${made.person.id}?tab=grants`}
              className=""
            >
              {t('people.next')}
            </Button>
          </Stack>
        </Panel>
      </>
    );
  }
  return (
    <>
      <ScreenHead title={t('people.invite')} intro={t('people.inviteIntro')} />
      <Form form={form} submitLabel={t('people.inviteSubmit')}>
        <TextInput label={t('name')} {...form.text('name')} />
        <TextInput label={t('email')} type="email" {...form.text('email')} />
        <Select
          label={t('language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          {...form.value<string>('language')}
        />
      </Form>
    </>
  );
}
