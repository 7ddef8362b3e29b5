import { Fieldset, NumberInput, PasswordInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { type BackupOverview, saveBackupSetting } from '../contract.ts';
import { backupMessages } from '../messages/catalogue.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
/** A Sunday, from which the names of the days are told. */
const SUNDAY = Date.UTC(2026, 0, 4);
const PARTS = ['last', 'daily', 'weekly', 'monthly'] as const;

interface Values {
  enabled: boolean;
  folder: string;
  hour: string;
  weekday: string;
  zone: string;
  keep: Record<(typeof PARTS)[number], number | string>;
  drill: { enabled: boolean; weekday: string; hour: string };
  key: string;
}

const valuesOf = ({ setting }: BackupOverview): Values => ({
  enabled: setting?.enabled ?? true,
  folder: setting?.folder ?? '',
  hour: String(setting?.hour ?? 2),
  weekday: String(setting?.weekday ?? 'every'),
  zone: setting?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  keep: setting?.keep ?? { last: 3, daily: 7, weekly: 4, monthly: 6 },
  drill: {
    enabled: setting?.drill.enabled ?? true,
    weekday: String(setting?.drill.weekday ?? 0),
    hour: String(setting?.drill.hour ?? 4),
  },
  key: '',
});

/** When, where and how many. The passphrase is written and never shown. */
export function SettingForm({ overview, readOnly }: { overview: BackupOverview; readOnly: boolean }) {
  const t = useT(backupMessages);
  const language = useLanguage();
  const save = useCall(saveBackupSetting);
  const [saved, setSaved] = useState(false);
  const initial = valuesOf(overview);
  const form = useForm<Values>({
    schema: saveBackupSetting.schema.body,
    initial,
    prepare: ({ hour, weekday, drill, key, ...rest }) => ({
      ...rest,
      hour: Number(hour),
      weekday: weekday === 'every' ? null : Number(weekday),
      drill: { ...drill, weekday: Number(drill.weekday), hour: Number(drill.hour) },
      ...(key ? { key } : {}),
    }),
    onSubmit: async (body) => {
      await save.mutateAsync({ body });
      setSaved(true);
      form.reset({ ...form.values, key: '' });
    },
  });
  const dayName = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const days = Array.from({ length: 7 }, (_, day) => ({
    value: String(day),
    label: dayName.format(SUNDAY + day * 86_400_000),
  }));
  const enabled = form.value<boolean>('enabled');
  return (
    <Form
      form={form}
      submitLabel={t('form.save')}
      actions={<span role="status">{saved && !form.dirty && t('form.saved')}</span>}
    >
      <Switch
        label={t('form.enabled')}
        disabled={readOnly}
        checked={enabled.value}
        onChange={(event) => enabled.onChange(event.currentTarget.checked)}
      />
      <TextInput
        label={t('form.folder')}
        description={t('form.folderHelp')}
        readOnly={readOnly}
        dir="ltr"
        {...form.text('folder')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('form.day')}
          data={[{ value: 'every', label: t('form.everyDay') }, ...days]}
          allowDeselect={false}
          readOnly={readOnly}
          {...form.value<string>('weekday')}
        />
        <Select
          label={t('form.hour')}
          description={t('form.hourHelp', { zone: form.values.zone })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={HOURS}
          allowDeselect={false}
          readOnly={readOnly}
          {...form.value<string>('hour')}
        />
      </SimpleGrid>
      <Fieldset legend={t('form.keep')}>
        <p>{t('form.keepHelp')}</p>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {PARTS.map((part) => (
            <NumberInput
              key={part}
              label={t(`form.${part}`)}
              allowDecimal={false}
              readOnly={readOnly}
              {...form.value<number | string>(`keep.${part}`)}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <DrillFields form={form} days={days} readOnly={readOnly} />
      {overview.key !== 'environment' && (
        <PasswordInput
          label={t(overview.key === 'stored' ? 'form.keyNew' : 'form.key')}
          description={t('form.keyHelp')}
          autoComplete="new-password"
          readOnly={readOnly}
          {...form.text('key')}
        />
      )}
    </Form>
  );
}

function DrillFields({
  form,
  days,
  readOnly,
}: {
  form: ReturnType<typeof useForm<Values>>;
  days: { value: string; label: string }[];
  readOnly: boolean;
}) {
  const t = useT(backupMessages);
  const enabled = form.value<boolean>('drill.enabled');
  return (
    <Fieldset legend={t('drill.title')}>
      <Switch
        label={t('form.drill')}
        description={t('form.drillHelp')}
        disabled={readOnly}
        checked={enabled.value}
        onChange={(event) => enabled.onChange(event.currentTarget.checked)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm">
        <Select
          label={t('form.day')}
          data={days}
          allowDeselect={false}
          readOnly={readOnly}
          {...form.value<string>('drill.weekday')}
        />
        <Select
          label={t('form.hour')}
          data={HOURS}
          allowDeselect={false}
          readOnly={readOnly}
          {...form.value<string>('drill.hour')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
