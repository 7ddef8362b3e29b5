import { PasswordInput, TextInput } from '@mantine/core';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Form, FormSection } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { type Me as Identity, setUp } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';

const initial = {
  setUpCode: '',
  agencyName: '',
  name: '',
  email: '',
  password: '',
  office: { code: 'HQ', name: '' },
  operation: { code: '', name: '', country: '' },
};

/** First-run set-up: agency, first administrator, first office and operation. */
export function SetUp({ onDone }: { onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const language = useLanguage();
  const form = useForm({
    schema: setUp.schema.body,
    initial,
    prepare: (values) => ({ ...values, language }),
    formats: {
      email: t('emailFormat'),
      'office.code': t('setUp.codeFormat'),
      'operation.code': t('setUp.codeFormat'),
      'operation.country': t('setUp.countryFormat'),
    },
    onSubmit: async (body) => onDone(await callOnce(setUp, { body })),
  });
  return (
    <Door title={t('setUp.title')} intro={t('setUp.intro')} wide>
      <div className={`sj-surface ${classes.card}`}>
        <Form form={form} submitLabel={t('setUp.submit')} wide>
          <FormSection title={t('setUp.proof')}>
            <TextInput
              label={t('setUp.code')}
              description={t('setUp.codeHelp')}
              {...form.text('setUpCode')}
            />
          </FormSection>
          <FormSection title={t('setUp.agency')}>
            <TextInput
              label={t('setUp.agencyName')}
              autoComplete="organization"
              {...form.text('agencyName')}
            />
          </FormSection>
          <FormSection title={t('setUp.you')}>
            <TextInput label={t('name')} autoComplete="name" {...form.text('name')} />
            <TextInput label={t('email')} type="email" autoComplete="username" {...form.text('email')} />
            <PasswordInput
              label={t('password')}
              description={t('passwordHelp')}
              autoComplete="new-password"
              {...form.text('password')}
            />
          </FormSection>
          <FormSection title={t('setUp.where')}>
            <div className={classes.two}>
              <TextInput
                label={t('setUp.officeName')}
                description={t('setUp.officeHelp')}
                {...form.text('office.name')}
              />
              <TextInput
                label={t('setUp.officeCode')}
                description={t('setUp.codeHelpShort')}
                {...form.text('office.code')}
              />
            </div>
            <TextInput
              label={t('setUp.operationName')}
              description={t('setUp.operationHelp')}
              {...form.text('operation.name')}
            />
            <div className={classes.two}>
              <TextInput
                label={t('setUp.country')}
                description={t('setUp.countryHelp')}
                maxLength={2}
                {...form.text('operation.country')}
              />
              <TextInput
                label={t('setUp.operationCode')}
                description={t('setUp.codeHelpShort')}
                {...form.text('operation.code')}
              />
            </div>
          </FormSection>
        </Form>
      </div>
    </Door>
  );
}
