import { Button, TextInput } from '@mantine/core';
import { languageNames, languages } from '#platform/i18n/language.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { addCountry } from '../../contract/area.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';

/** A territory that ISO 3166 does not list, under one of the codes that it leaves to users. */
export function CountryDialog(props: { onClose: () => void; onAdded: (code: string) => void }) {
  const t = useT(placesMessages);
  const add = useCall(addCountry);
  const form = useForm({
    schema: addCountry.schema.body!,
    initial: { code: '', alpha3: '', names: { en: '', fr: '', es: '', ar: '' } },
    prepare: ({ code, alpha3, names }) => ({
      code: code.trim().toUpperCase(),
      alpha3: alpha3.trim().toUpperCase(),
      names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim())),
    }),
    formats: { code: t('country.codeHint'), alpha3: t('country.alpha3Hint'), names: t('country.nameNeeded') },
    onSubmit: async (body) => {
      const { code } = await add.mutateAsync({ body });
      props.onAdded(code);
      props.onClose();
    },
  });
  return (
    <Dialog onClose={props.onClose} title={t('country.add')}>
      <Form
        form={form}
        submitLabel={t('country.save')}
        wide
        actions={
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
        }
      >
        <p className={classes.quiet}>{t('country.intro')}</p>
        <div className={classes.pair}>
          <TextInput
            label={t('country.code')}
            description={t('country.codeHint')}
            maxLength={2}
            dir="ltr"
            {...form.text('code')}
          />
          <TextInput
            label={t('optional', { label: t('country.alpha3') })}
            description={t('country.alpha3Hint')}
            maxLength={3}
            dir="ltr"
            {...form.text('alpha3')}
          />
        </div>
        {languages.map((language) => (
          <TextInput
            key={language}
            label={t('country.nameIn', { language: languageNames[language] })}
            lang={language}
            dir={language === 'ar' ? 'rtl' : 'ltr'}
            {...form.text(`names.${language}`)}
          />
        ))}
      </Form>
    </Dialog>
  );
}
