import { Button, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { FormSection } from '#platform/ui/form/form-screen.tsx';
import type { useForm } from '#platform/ui/form/use-form.ts';
import { locate } from '../../contract/area.ts';
import type { Site } from '../../contract/shapes.ts';
import { ACCESSIBILITY, SETTINGS, SITE_STATES, SITE_TYPES } from '../../contract/words.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { AreaPath } from '../names.tsx';
import classes from '../places.module.css';

type Numeric = number | '';

/** What stands in the fields; empty where nothing is known. */
export interface SiteText {
  code: string;
  name: string;
  alternates: string[];
  type: Site['type'] | null;
  state: Site['state'];
  lat: Numeric;
  lon: Numeric;
  altitude: Numeric;
  accuracy: Numeric;
  pcode: string | null;
  openedOn: string;
  closedOn: string;
  accessibility: Site['accessibility'];
  setting: Site['setting'];
  notes: string;
  /** Why it is changed; kept in the timeline. */
  reason: string;
}

export const emptySite: SiteText = {
  code: '',
  name: '',
  alternates: [],
  type: null,
  state: 'open',
  lat: '',
  lon: '',
  altitude: '',
  accuracy: '',
  pcode: null,
  openedOn: '',
  closedOn: '',
  accessibility: 'unknown',
  setting: 'unknown',
  notes: '',
  reason: '',
};

export const textOf = (site: Site): SiteText => ({
  ...site,
  lat: site.lat ?? '',
  lon: site.lon ?? '',
  altitude: site.altitude ?? '',
  accuracy: site.accuracy ?? '',
  pcode: site.areaFrom === 'given' ? (site.area?.pcode ?? null) : null,
  openedOn: site.openedOn ?? '',
  closedOn: site.closedOn ?? '',
  reason: '',
});

const numberOf = (value: Numeric) => (value === '' ? null : Number(value));

/** The body of a request from what stands in the fields. */
export const bodyOf = (text: SiteText) => ({
  code: text.code,
  name: text.name,
  alternates: text.alternates,
  type: text.type ?? undefined,
  state: text.state,
  lat: numberOf(text.lat),
  lon: numberOf(text.lon),
  altitude: numberOf(text.altitude),
  accuracy: numberOf(text.accuracy),
  pcode: text.pcode,
  openedOn: text.openedOn || null,
  closedOn: text.state === 'closed' ? text.closedOn || null : null,
  accessibility: text.accessibility,
  setting: text.setting,
  notes: text.notes,
});

type SiteForm = ReturnType<typeof useForm<SiteText>>;

/** All that can be said of a site. */
export function SiteFields({ form, country }: { form: SiteForm; country?: string | undefined }) {
  const t = useT(placesMessages);
  return (
    <>
      <FormSection title={t('site.facts')}>
        <div className={classes.pair}>
          <TextInput label={t('field.name')} {...form.text('name')} />
          <TextInput
            label={t('field.code')}
            description={t('field.code.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            dir="ltr"
            {...form.text('code')}
          />
        </div>
        <div className={classes.pair}>
          <Select
            label={t('field.type')}
            data={SITE_TYPES.map((value) => ({ value, label: t(`value.type.${value}`) }))}
            searchable
            {...form.value<string | null>('type')}
          />
          <Select
            label={t('field.state')}
            data={SITE_STATES.map((value) => ({ value, label: t(`value.state.${value}`) }))}
            allowDeselect={false}
            {...form.value<string | null>('state')}
          />
        </div>
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={t('optional', { label: t('field.openedOn') })}
            {...form.text('openedOn')}
          />
          {form.values.state === 'closed' && (
            <TextInput type="date" label={t('field.closedOn')} {...form.text('closedOn')} />
          )}
        </div>
        <TagsInput
          label={t('optional', { label: t('field.alternates') })}
          description={t('field.alternates.hint')}
          maxTags={20}
          {...form.value<string[]>('alternates')}
        />
      </FormSection>
      <Position form={form} country={country} />
      <FormSection title={t('site.conditions')}>
        <div className={classes.pair}>
          <Select
            label={t('field.accessibility')}
            data={ACCESSIBILITY.map((value) => ({ value, label: t(`value.accessibility.${value}`) }))}
            allowDeselect={false}
            {...form.value<string | null>('accessibility')}
          />
          <Select
            label={t('field.setting')}
            data={SETTINGS.map((value) => ({ value, label: t(`value.setting.${value}`) }))}
            allowDeselect={false}
            {...form.value<string | null>('setting')}
          />
        </div>
        <Textarea
          label={t('optional', { label: t('field.notes') })}
          description={t('field.notes.hint')}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.text('notes')}
        />
      </FormSection>
    </>
  );
}

function Position({ form, country }: { form: SiteForm; country?: string | undefined }) {
  const t = useT(placesMessages);
  const degrees = { decimalScale: 7, hideControls: true, dir: 'ltr' as const };
  return (
    <FormSection title={t('site.position')} intro={t('site.positionIntro')}>
      <div className={classes.pair}>
        <NumberInput label={t('field.lat')} {...degrees} {...form.value<number | string>('lat')} />
        <NumberInput label={t('field.lon')} {...degrees} {...form.value<number | string>('lon')} />
      </div>
      <Here form={form} />
      <Found form={form} />
      <div className={classes.pair}>
        <NumberInput
          label={t('optional', { label: t('field.altitude') })}
          hideControls
          {...form.value<number | string>('altitude')}
        />
        <NumberInput
          label={t('optional', { label: t('field.accuracy') })}
          hideControls
          {...form.value<number | string>('accuracy')}
        />
      </div>
      <AreaSelect
        label={t('optional', { label: t('field.pcode') })}
        description={t('field.pcode.hint')}
        country={country}
        {...form.value<string | null>('pcode')}
      />
    </FormSection>
  );
}

/** Takes the point from the device that the person holds. */
function Here({ form }: { form: SiteForm }) {
  const t = useT(placesMessages);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  if (typeof navigator === 'undefined' || !navigator.geolocation) return null;
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.set('lat', Number(coords.latitude.toFixed(6)));
        form.set('lon', Number(coords.longitude.toFixed(6)));
        form.set('accuracy', Math.round(coords.accuracy));
        if (coords.altitude !== null) form.set('altitude', Math.round(coords.altitude));
        setState('idle');
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  return (
    <div>
      <Button
        variant="default"
        loading={state === 'asking'}
        leftSection={<IconCurrentLocation size={16} stroke={1.8} aria-hidden />}
        onClick={ask}
      >
        {t('site.here')}
      </Button>
      <p role="alert" className={classes.quiet}>
        {state === 'failed' && t('site.hereFailed')}
      </p>
    </div>
  );
}

/** Says at once in which areas the point lies, so that a mistyped digit is seen before it is saved. */
function Found({ form }: { form: SiteForm }) {
  const t = useT(placesMessages);
  const [point] = useDebouncedValue({ lat: form.values.lat, lon: form.values.lon }, 400);
  const valid =
    point.lat !== '' &&
    point.lon !== '' &&
    Math.abs(Number(point.lat)) <= 90 &&
    Math.abs(Number(point.lon)) <= 180;
  const found = useRead(
    locate,
    { querystring: { lat: point.lat, lon: point.lon } },
    { skip: !valid, keepPrevious: true },
  );
  if (!valid || !found.data) return null;
  return (
    <p role="status" className={classes.quiet}>
      {found.data.path.length > 0 ? (
        <>
          {t('site.lies')} <AreaPath areas={found.data.path} />
        </>
      ) : (
        t('site.liesNowhere')
      )}
    </p>
  );
}
