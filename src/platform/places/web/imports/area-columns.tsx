import { Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { type AreaImport, mapAreaImport } from '../../contract/import.ts';
import { areaImportSettings } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { AreaLayer } from './area-layer.tsx';
import type { AreaMapping } from './area-roles.ts';
import { CheckBar } from './check-bar.tsx';
import { areaRoutes } from './kinds.ts';
import { useAutosave } from './use-autosave.ts';

type Settings = AreaImport['settings'];

/** Facts of the edition and the meaning of every column, proposed by the server and settled here. */
export function AreaColumns({ item }: { item: AreaImport }) {
  const t = useT(placesMessages);
  const map = useCall(mapAreaImport);
  const [draft, setDraft] = useState({ settings: item.settings, mappings: item.mappings });
  const valid = areaImportSettings.safeParse(draft.settings).success;
  const saving = useAutosave(draft, valid, (body) =>
    map.mutateAsync({ params: { importId: item.id }, body }),
  );
  const setMapping = (next: AreaMapping) =>
    setDraft((before) => ({
      ...before,
      mappings: before.mappings.map((one) => (one.layer === next.layer ? next : one)),
    }));
  const used = draft.mappings.filter(({ use }) => use);
  const missing = !valid
    ? t('edition.incomplete')
    : used.length === 0
      ? t('columns.noLayer')
      : used.some(({ levels }) => !levels.some(({ pcode }) => pcode !== null))
        ? t('columns.noPcode')
        : undefined;
  return (
    <>
      <Edition
        item={item}
        settings={draft.settings}
        onChange={(settings) => setDraft((before) => ({ ...before, settings }))}
      />
      <h2>{t('columns.title')}</h2>
      <p className={classes.quiet}>{t('columns.intro')}</p>
      <div className={classes.layers}>
        {item.layers.map((layer) => {
          const mapping = draft.mappings.find((one) => one.layer === layer.id);
          return (
            mapping && <AreaLayer key={layer.id} layer={layer} mapping={mapping} onChange={setMapping} />
          );
        })}
      </div>
      <CheckBar item={item} routes={areaRoutes} saving={saving} missing={missing} />
    </>
  );
}

interface EditionProps {
  item: AreaImport;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

function Edition({ item, settings, onChange }: EditionProps) {
  const t = useT(placesMessages);
  const format = useFormat();
  const change = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  const suggested = item.report?.suggestedFrom;
  return (
    <Panel title={t('edition.title')}>
      <Stack gap="md" maw={760}>
        <p className={classes.quiet}>{t('edition.intro')}</p>
        <div className={classes.pair}>
          <TextInput
            label={t('edition.name')}
            value={settings.name}
            maxLength={200}
            error={settings.name.trim() === '' && t('edition.nameNeeded')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('validFrom')}
            value={settings.validFrom}
            error={settings.validFrom === '' && t('edition.dateNeeded')}
            {...(suggested && suggested !== settings.validFrom
              ? { description: t('edition.suggested', { day: format.date(suggested) }) }
              : {})}
            onChange={(event) => change({ validFrom: event.currentTarget.value })}
          />
        </div>
        <TextInput
          label={t('optional', { label: t('edition.source') })}
          description={t('edition.sourceHint')}
          value={settings.source ?? ''}
          maxLength={500}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
        <Radio.Group
          label={t('edition.mode')}
          value={settings.mode}
          onChange={(mode) => change({ mode: mode as Settings['mode'] })}
        >
          <Group mt="xs" gap="sm" align="start">
            <Radio value="replace" label={t('edition.replace')} description={t('edition.replaceHint')} />
            <Radio value="amend" label={t('edition.amend')} description={t('edition.amendHint')} />
          </Group>
        </Radio.Group>
        <Checkbox
          label={t('edition.makeParents')}
          description={t('edition.makeParentsHint')}
          checked={settings.makeParents}
          onChange={(event) => change({ makeParents: event.currentTarget.checked })}
        />
      </Stack>
    </Panel>
  );
}
