import { Fragment } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { AreaDetail } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { Pcode, PlaceName, useNameOf } from '../names.tsx';
import classes from '../places.module.css';

/** What an area was from when to when, and what it came from or became. */
export function AreaHistory({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <>
      <Panel title={t('area.versions')} flush>
        <DataTable
          caption={t('area.versions')}
          hideCaption
          rows={area.versions}
          rowKey={({ editionId, validFrom }) => `${editionId}.${validFrom}`}
          columns={[
            {
              id: 'from',
              header: t('validFrom'),
              rowHeader: true,
              cell: (version) => format.date(version.validFrom),
            },
            {
              id: 'to',
              header: t('validTo'),
              cell: ({ validTo }) =>
                validTo === null ? (
                  <StateBadge tone="good">{t('area.inForce')}</StateBadge>
                ) : (
                  format.date(validTo)
                ),
            },
            { id: 'name', header: t('name'), cell: ({ names }) => <PlaceName>{nameOf(names)}</PlaceName> },
            {
              id: 'parent',
              header: t('parent'),
              cell: ({ parentPcode }) => (parentPcode ? <AreaLink pcode={parentPcode} /> : '–'),
            },
            {
              id: 'km2',
              header: t('km2'),
              numeric: true,
              cell: ({ km2 }) => (km2 === null ? '–' : format.number(km2, { maximumFractionDigits: 1 })),
            },
            { id: 'edition', header: t('area.edition'), cell: ({ edition }) => edition },
          ]}
        />
      </Panel>
      <Panel title={t('area.successions')} flush={area.successions.length > 0}>
        {area.successions.length === 0 ? (
          <p className={classes.quiet}>{t('area.noSuccessions')}</p>
        ) : (
          <Successions items={area.successions} />
        )}
      </Panel>
    </>
  );
}

function Successions({ items }: { items: AreaDetail['successions'] }) {
  const t = useT(placesMessages);
  const format = useFormat();
  return (
    <DataTable
      caption={t('area.successions')}
      hideCaption
      rows={items}
      rowKey={({ kind, from, to, validFrom }) => [kind, validFrom, ...from, ...to].join(' ')}
      columns={[
        { id: 'on', header: t('date'), rowHeader: true, cell: ({ validFrom }) => format.date(validFrom) },
        { id: 'kind', header: t('area.change'), cell: ({ kind }) => t(`succession.${kind}`) },
        { id: 'before', header: t('area.before'), cell: ({ from }) => <AreaLinks pcodes={from} /> },
        { id: 'after', header: t('area.after'), cell: ({ to }) => <AreaLinks pcodes={to} /> },
        { id: 'edition', header: t('area.edition'), cell: ({ edition }) => edition },
      ]}
    />
  );
}

const AreaLink = ({ pcode }: { pcode: string }) => (
  <AppLink to={`/places/areas/${pcode}`}>
    <Pcode>{pcode}</Pcode>
  </AppLink>
);

const AreaLinks = ({ pcodes }: { pcodes: readonly string[] }) => (
  <span className={classes.succession}>
    {pcodes.map((pcode) => (
      <Fragment key={pcode}>
        <AreaLink pcode={pcode} />
      </Fragment>
    ))}
  </span>
);
