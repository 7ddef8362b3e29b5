import { Group, NativeSelect, Select, TextInput } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { useForm } from '#platform/ui/form/use-form.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import type { Choice } from './choice.ts';

interface Defaults {
  zone: string;
  quiet: { from: string; until: string } | null;
  digestAt: string;
  digest: boolean;
}

const zones = Intl.supportedValuesOf('timeZone');

/** Zone, quiet hours and the hour of the digest. */
export function TimeFields({
  form,
  defaults,
}: {
  form: ReturnType<typeof useForm<Choice>>;
  defaults: Defaults;
}) {
  const t = useT(notifyMessages);
  const { quiet } = defaults;
  return (
    <>
      <Select
        label={t('preference.zone')}
        description={t('preference.zoneHelp', { zone: defaults.zone })}
        data={zones}
        searchable
        clearable
        limit={60}
        value={form.values.zone || null}
        onChange={(zone) => form.set('zone', zone ?? '')}
        error={form.errors.zone}
        comboboxProps={{ withinPortal: true }}
      />
      <NativeSelect
        label={t('preference.quiet')}
        description={t('preference.quietHelp')}
        value={form.values.hours}
        onChange={(event) => form.set('hours', event.currentTarget.value)}
        data={[
          {
            value: 'default',
            label: quiet ? t('preference.quiet.default', quiet) : t('preference.quiet.defaultNone'),
          },
          { value: 'none', label: t('preference.quiet.none') },
          { value: 'own', label: t('preference.quiet.own') },
        ]}
      />
      {form.values.hours === 'own' && (
        <Group grow align="start">
          <TextInput type="time" label={t('preference.from')} {...form.text('quiet.from')} />
          <TextInput type="time" label={t('preference.until')} {...form.text('quiet.until')} />
        </Group>
      )}
      <NativeSelect
        label={t('preference.digest')}
        value={form.values.digest}
        onChange={(event) => form.set('digest', event.currentTarget.value)}
        data={[
          {
            value: 'default',
            label: t('preference.digest.default', { on: defaults.digest ? 'on' : 'off' }),
          },
          { value: 'on', label: t('preference.digest.on') },
          { value: 'off', label: t('preference.digest.off') },
        ]}
      />
      {(form.values.digest === 'default' ? defaults.digest : form.values.digest === 'on') && (
        <TextInput
          type="time"
          label={t('preference.digestAt')}
          description={t('preference.digestAtHelp', { at: defaults.digestAt })}
          {...form.text('digestAt')}
        />
      )}
    </>
  );
}
