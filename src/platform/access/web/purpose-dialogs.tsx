import { Text, Textarea, TextInput } from '@mantine/core';
import { type Language, languages } from '#platform/i18n/language.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { addPurpose, changePurpose, endPurpose, type Purpose } from '../contract/purpose.ts';
import { accessMessages } from '../messages/catalogue.ts';

const blankNames: Record<Language, string> = { en: '', fr: '', es: '', ar: '' };

interface NamesProps {
  text: (path: `name.${Language}` | 'source') => object;
}

/** The names in every language of the product, and where the purpose comes from. */
function NamesAndSource({ text }: NamesProps) {
  const t = useT(accessMessages);
  const format = useFormat();
  return (
    <>
      {languages.map((language) => (
        <TextInput
          key={language}
          label={t('roles.nameIn', { language: format.language(language) })}
          dir={language === 'ar' ? 'rtl' : 'ltr'}
          {...text(`name.${language}`)}
        />
      ))}
      <Textarea
        label={t('purposes.source')}
        description={t('purposes.sourceHelp')}
        autosize
        minRows={2}
        maxLength={500}
        {...text('source')}
      />
    </>
  );
}

export function NewPurpose({ onClose }: { onClose: () => void }) {
  const t = useT(accessMessages);
  const add = useCall(addPurpose, { also: ['audit'] });
  const form = useForm({
    schema: addPurpose.schema.body,
    initial: { id: '', name: blankNames, source: '', since: '' },
    prepare: (values) => ({ ...values, since: values.since || undefined }),
    formats: { id: t('purposes.idFormat') },
    onSubmit: async (body) => {
      await add.mutateAsync({ body });
      onClose();
    },
  });
  return (
    <Dialog title={t('purposes.add')} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('purposes.add')} wide>
        <TextInput
          label={t('roles.id')}
          description={t('purposes.idHelp')}
          dir="ltr"
          data-autofocus
          {...form.text('id')}
        />
        <NamesAndSource text={form.text} />
        <TextInput
          type="date"
          label={t('grants.startsOn')}
          description={t('grants.startsOnHelp')}
          {...form.text('since')}
        />
      </Form>
    </Dialog>
  );
}

interface ChangeProps {
  purpose: Purpose;
  /** What the reader calls it. */
  title: string;
  onClose: () => void;
}

export function ChangePurpose({ purpose, title, onClose }: ChangeProps) {
  const t = useT(accessMessages);
  const change = useCall(changePurpose, { also: ['audit'] });
  const form = useForm({
    schema: changePurpose.schema.body,
    initial: { name: { ...blankNames, ...purpose.name }, source: purpose.source },
    onSubmit: async (body) => {
      await change.mutateAsync({ params: { purposeId: purpose.id }, body });
      onClose();
    },
  });
  return (
    <Dialog title={t('changeOf', { name: title })} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('save')} wide>
        <Text size="sm">{t('purposes.changeText')}</Text>
        <NamesAndSource text={form.text} />
      </Form>
    </Dialog>
  );
}

export function EndPurpose({ purpose, title, onClose }: ChangeProps) {
  const t = useT(accessMessages);
  const end = useCall(endPurpose, { also: ['audit'] });
  const form = useForm({
    schema: endPurpose.schema.body,
    initial: { until: purpose.until ?? new Date().toISOString().slice(0, 10) },
    onSubmit: async (body) => {
      await end.mutateAsync({ params: { purposeId: purpose.id }, body });
      onClose();
    },
  });
  return (
    <Dialog title={t('purposes.endOf', { name: title })} onClose={onClose}>
      <Form form={{ ...form, mayLose: false }} submitLabel={t('purposes.end')} wide>
        <Text size="sm">{t('purposes.endText')}</Text>
        <TextInput type="date" label={t('grants.endsOn')} data-autofocus {...form.text('until')} />
      </Form>
    </Dialog>
  );
}
