import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listAreaImports, listSiteImports } from '../../contract/import.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { type AnyImport, importTones } from './kinds.ts';

/** Every import that was begun, so that one left half-way is found again. */
export function ImportList() {
  const t = useT(placesMessages);
  const mayAreas = useMay('places.area.import');
  const maySites = useMay('places.site.write');
  return (
    <RecordScreen
      reference={t('imports.title')}
      title={t('imports.title')}
      tabs={[
        ...(mayAreas ? [{ id: 'areas', label: t('areas.title'), content: <AreaImports /> }] : []),
        ...(maySites ? [{ id: 'sites', label: t('sites.title'), content: <SiteImports /> }] : []),
      ]}
    />
  );
}

const statuses = ['draft', 'checked', 'applied', 'discarded'] as const;

function useCommon() {
  const t = useT(placesMessages);
  const format = useFormat();
  return {
    filters: [
      {
        id: 'status',
        label: t('field.state'),
        kind: 'select' as const,
        options: statuses.map((value) => ({ value, label: t(`import.status.${value}`) })),
      },
    ],
    state: {
      id: 'status',
      header: t('field.state'),
      width: 130,
      cell: ({ status }: AnyImport) => (
        <StateBadge tone={importTones[status]}>{t(`import.status.${status}`)}</StateBadge>
      ),
    },
    result: {
      id: 'result',
      header: t('imports.findings'),
      width: 200,
      cell: ({ report }: AnyImport) =>
        report
          ? t('imports.counts', { errors: report.counts.error, warnings: report.counts.warning })
          : t('imports.notChecked'),
    },
    begun: {
      id: 'begun',
      header: t('imports.begun'),
      width: 160,
      cell: ({ createdAt }: AnyImport) => format.dateTime(createdAt),
    },
    by: { id: 'by', header: t('imports.by'), cell: ({ createdByName }: AnyImport) => createdByName },
  };
}

function AreaImports() {
  const t = useT(placesMessages);
  const format = useFormat();
  const { filters, state, result, begun, by } = useCommon();
  const begin = (
    <Button component={AppLink} to="/places/imports/areas/new" className="">
      {t('areas.import')}
    </Button>
  );
  return (
    <ListScreen
      id="places.area-imports"
      embedded
      title={t('import.areas')}
      route={listAreaImports}
      rowKey={({ id }) => id}
      rowName={({ settings }) => settings.name}
      rowLink={({ id }) => `/places/imports/areas/${id}`}
      filters={filters}
      actions={begin}
      columns={[
        {
          id: 'name',
          header: t('edition.name'),
          cell: ({ settings }) => settings.name,
          primary: true,
          width: 260,
        },
        { id: 'country', header: t('country'), cell: ({ country }) => country, width: 100 },
        {
          id: 'validFrom',
          header: t('validFrom'),
          width: 140,
          cell: ({ settings }) => format.date(settings.validFrom),
        },
        state,
        result,
        begun,
        by,
      ]}
      empty={{
        icon: IconFileImport,
        title: t('imports.empty.areas'),
        text: t('imports.empty.areasText'),
        actions: begin,
      }}
    />
  );
}

function SiteImports() {
  const t = useT(placesMessages);
  const { operations } = useMe();
  const { filters, state, result, begun, by } = useCommon();
  const nameOf = (files: AnyImport['files']) =>
    files.map(({ name }) => name).join(', ') || t('import.noFiles');
  const begin = (
    <Button component={AppLink} to="/places/imports/sites/new" className="">
      {t('sites.import')}
    </Button>
  );
  return (
    <ListScreen
      id="places.site-imports"
      embedded
      title={t('import.sites')}
      route={listSiteImports}
      rowKey={({ id }) => id}
      rowName={({ files }) => nameOf(files)}
      rowLink={({ id }) => `/places/imports/sites/${id}`}
      filters={filters}
      actions={begin}
      columns={[
        {
          id: 'files',
          header: t('import.files'),
          cell: ({ files }) => nameOf(files),
          primary: true,
          width: 260,
        },
        {
          id: 'operation',
          header: t('site.operation'),
          cell: ({ operationId }) => operations.find(({ id }) => id === operationId)?.name,
        },
        state,
        result,
        begun,
        by,
      ]}
      empty={{
        icon: IconFileImport,
        title: t('imports.empty.sites'),
        text: t('imports.empty.sitesText'),
        actions: begin,
      }}
    />
  );
}
