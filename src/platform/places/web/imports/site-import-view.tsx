import { Select, Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Figure, FigureRow } from '#platform/ui/figure.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { getSiteImport, mapSiteImport, type SiteImport } from '../../contract/import.ts';
import { SITE_FIELDS, type SiteField } from '../../contract/words.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { PlaceName } from '../names.tsx';
import classes from '../places.module.css';
import { Unreadable } from '../unreadable.tsx';
import { CheckBar } from './check-bar.tsx';
import { ColumnTable } from './column-table.tsx';
import { ImportFlow } from './import-flow.tsx';
import { type Layer, siteEndings, siteRoutes } from './kinds.ts';
import { LayerPanel } from './layer-panel.tsx';
import { useAutosave } from './use-autosave.ts';

type SiteMapping = SiteImport['mappings'][number];

/** One import of sites, in its steps. */
export function SiteImportView() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const t = useT(placesMessages);
  const { operations } = useMe();
  const answer = useRead(getSiteImport, { params: { importId } });
  if (answer.error) {
    return (
      <Unreadable
        back="/places/imports?tab=sites"
        list="imports.title"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (!answer.data) return <Skeleton height={320} aria-busy />;
  const item = answer.data;
  return (
    <ImportFlow
      routes={siteRoutes}
      item={item}
      title={item.files.map(({ name }) => name).join(', ') || t('import.sites')}
      where={operations.find(({ id }) => id === item.operationId)?.name}
      endings={siteEndings}
      columns={<SiteColumns key={item.files.map(({ id }) => id).join()} item={item} />}
      plan={<Plan item={item} />}
      result={<AppLink to="/places/sites">{t('import.seeSites')}</AppLink>}
    />
  );
}

function Plan({ item }: { item: SiteImport }) {
  const t = useT(placesMessages);
  if (!item.report) return null;
  const { plan, rows } = item.report;
  return (
    <FigureRow>
      <Figure label={t('plan.sitesAdded')} value={plan.added} note={t('import.rows', { count: rows })} />
      <Figure label={t('plan.sitesChanged')} value={plan.changed} />
      <Figure label={t('plan.sitesUnchanged')} value={plan.unchanged} />
    </FigureRow>
  );
}

function SiteColumns({ item }: { item: SiteImport }) {
  const t = useT(placesMessages);
  const map = useCall(mapSiteImport);
  const [mappings, setMappings] = useState(item.mappings);
  const saving = useAutosave(mappings, true, (next) =>
    map.mutateAsync({ params: { importId: item.id }, body: { mappings: next } }),
  );
  const set = (next: SiteMapping) =>
    setMappings((before) => before.map((one) => (one.layer === next.layer ? next : one)));
  const used = mappings.filter(({ use }) => use);
  const missing =
    used.length === 0
      ? t('columns.noLayer')
      : used.some(({ columns }) => !columns.code || !columns.name)
        ? t('columns.noCode')
        : undefined;
  return (
    <>
      <h2>{t('columns.title')}</h2>
      <p className={classes.quiet}>{t('columns.intro')}</p>
      <div className={classes.layers}>
        {item.layers.map((layer) => {
          const mapping = mappings.find((one) => one.layer === layer.id);
          return mapping && <SiteLayer key={layer.id} layer={layer} mapping={mapping} onChange={set} />;
        })}
      </div>
      <CheckBar item={item} routes={siteRoutes} saving={saving} missing={missing} />
    </>
  );
}

interface SiteLayerProps {
  layer: Layer;
  mapping: SiteMapping;
  onChange: (mapping: SiteMapping) => void;
}

const none = 'none';

function SiteLayer({ layer, mapping, onChange }: SiteLayerProps) {
  const t = useT(placesMessages);
  const fieldOf = (column: string): SiteField | undefined =>
    SITE_FIELDS.find((field) => mapping.columns[field] === column);
  const set = (column: string, field: string | null) => {
    const kept = Object.entries(mapping.columns).filter(([name, held]) => held !== column && name !== field);
    const added = field === null || field === none ? [] : [[field, column]];
    onChange({ ...mapping, columns: Object.fromEntries([...kept, ...added]) });
  };
  return (
    <LayerPanel layer={layer} use={mapping.use} onUse={(use) => onChange({ ...mapping, use })}>
      <ColumnTable
        layer={layer}
        isUsed={(column) => fieldOf(column) !== undefined}
        meaning={(column) => (
          <div className={classes.meaning}>
            <Select
              aria-label={t('columns.meaningOf', { name: column })}
              data={[
                { value: none, label: t('role.none') },
                ...SITE_FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) })),
              ]}
              value={fieldOf(column) ?? none}
              onChange={(field) => set(column, field)}
              allowDeselect={false}
              searchable
            />
          </div>
        )}
      />
      <Preview layer={layer} mapping={mapping} />
    </LayerPanel>
  );
}

interface SampleRow {
  row: Layer['sample'][number];
  index: number;
}

function Preview({ layer, mapping }: Omit<SiteLayerProps, 'onChange'>) {
  const t = useT(placesMessages);
  const shown = (['name', 'code', 'type', 'lat', 'lon', 'pcode'] as const).filter(
    (field) => mapping.columns[field],
  );
  if (shown.length === 0) return null;
  return (
    <>
      <h4 className={classes.previewTitle}>{t('columns.preview')}</h4>
      <DataTable
        caption={`${t('columns.preview')}: ${layer.id}`}
        hideCaption
        rows={layer.sample.map((row, index): SampleRow => ({ row, index }))}
        rowKey={({ index }) => String(index)}
        columns={shown.map((field, index) => ({
          id: field,
          header: t(`field.${field}`),
          rowHeader: index === 0,
          cell: ({ row }: SampleRow) =>
            index === 0 ? (
              <PlaceName>{row[mapping.columns[field]!] ?? ''}</PlaceName>
            ) : (
              <bdi className={classes.code}>{row[mapping.columns[field]!] || '–'}</bdi>
            ),
        }))}
      />
    </>
  );
}
