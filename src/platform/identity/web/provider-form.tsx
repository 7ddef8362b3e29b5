import { PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { createProvider, type Provider, updateProvider } from '../contract/provider.ts';
import { identityMessages } from '../messages/catalogue.ts';

const blank = {
  label: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scopes: ['email'] as string[],
  emailDomains: [] as string[],
  linkByEmail: false,
  factorAcr: [] as string[],
  factorAmr: [] as string[],
  // On a phone or laptop that others use, too, the next one must not come in by what was left open there.
  endsThere: true,
  active: true,
};
type Values = typeof blank;
type FormOf = ReturnType<typeof useForm<Values>>;

/** A secret that was not typed stays as it is. */
const prepare = ({ clientSecret, ...values }: Values) => ({
  ...values,
  ...(clientSecret ? { clientSecret } : {}),
});

export function NewProvider(props: { onClose: () => void; onMade: (made: Provider) => void }) {
  const t = useT(identityMessages);
  const create = useCall(createProvider);
  const form = useForm({
    schema: createProvider.schema.body,
    initial: blank,
    prepare,
    formats: { issuer: t('provider.issuerFormat') },
    onSubmit: async (body) => props.onMade(await create.mutateAsync({ body })),
  });
  return (
    <Dialog onClose={props.onClose} title={t('provider.add')} size="lg">
      <Form form={{ ...form, mayLose: false }} submitLabel={t('provider.add')} wide>
        <TextInput
          label={t('provider.issuer')}
          description={t('provider.issuerHelp')}
          dir="ltr"
          data-autofocus
          {...form.text('issuer')}
        />
        <Fields form={form as unknown as FormOf} hasSecret={false} />
      </Form>
    </Dialog>
  );
}

export function EditProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const t = useT(identityMessages);
  const update = useCall(updateProvider);
  const form = useForm({
    schema: updateProvider.schema.body,
    initial: { ...blank, ...provider, clientSecret: '' },
    prepare,
    onSubmit: async (body) => {
      await update.mutateAsync({ params: { providerId: provider.id }, body });
      onClose();
    },
  });
  const active = form.value<boolean>('active');
  return (
    <Dialog onClose={onClose} title={provider.label} size="lg">
      <Stack>
        <CopyField label={t('provider.redirect')} value={provider.redirectUri} />
        <CopyField label={t('provider.logout')} value={provider.logoutUri} />
        <CopyField label={t('provider.signedOut')} value={provider.signedOutUri} />
        <Form form={{ ...form, mayLose: false }} submitLabel={t('provider.save')} wide>
          <Switch
            label={t('provider.active')}
            checked={active.value}
            onChange={(event) => active.onChange(event.currentTarget.checked)}
          />
          <Fields form={form as unknown as FormOf} hasSecret={provider.hasSecret} />
        </Form>
      </Stack>
    </Dialog>
  );
}

function Fields({ form, hasSecret }: { form: FormOf; hasSecret: boolean }) {
  const t = useT(identityMessages);
  const byEmail = form.value<boolean>('linkByEmail');
  const endsThere = form.value<boolean>('endsThere');
  return (
    <>
      <TextInput label={t('provider.label')} description={t('provider.labelHelp')} {...form.text('label')} />
      <TextInput label={t('provider.clientId')} dir="ltr" {...form.text('clientId')} />
      <PasswordInput
        label={t('provider.secret')}
        description={hasSecret ? t('provider.secretKept') : undefined}
        {...form.text('clientSecret')}
      />
      <TagsInput label={t('provider.scopes')} {...form.value<string[]>('scopes')} />
      <TagsInput
        label={t('provider.domains')}
        description={t('provider.domainsHelp')}
        {...form.value<string[]>('emailDomains')}
      />
      <Switch
        label={t('provider.linkByEmail')}
        description={t('provider.linkByEmailHelp')}
        checked={byEmail.value}
        onChange={(event) => byEmail.onChange(event.currentTarget.checked)}
      />
      <TagsInput
        label={t('provider.acr')}
        description={t('provider.factorHelp')}
        {...form.value<string[]>('factorAcr')}
      />
      <TagsInput label={t('provider.amr')} {...form.value<string[]>('factorAmr')} />
      <Switch
        label={t('provider.endsThere')}
        description={t('provider.endsThereHelp')}
        checked={endsThere.value}
        onChange={(event) => endsThere.onChange(event.currentTarget.checked)}
      />
    </>
  );
}
