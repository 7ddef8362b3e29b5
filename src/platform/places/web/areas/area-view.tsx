import { Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel, RecordScreen, type RecordTab } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { getArea, listCountries } from '../../contract/area.ts';
import type { AreaDetail } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreaPath, Pcode, useLanguageName, useNameOf } from '../names.tsx';
import classes from '../places.module.css';
import { SiteRows } from '../sites/site-rows.tsx';
import { Unreadable } from '../unreadable.tsx';
import { AreaHistory } from './area-history.tsx';
import { AreasMap } from './areas-map.tsx';

/** One area: what is above and inside it, its names, its history. */
export function AreaView() {
  const { pcode } = useParams({ strict: false }) as { pcode: string };
  const t = useT(placesMessages);
  const answer = useRead(getArea, { params: { pcode } });
  if (answer.error) {
    return (
      <Unreadable
        back="/places"
        list="areas.title"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (!answer.data) return <Skeleton height={240} aria-label={t('areas.title')} aria-busy />;
  return <Area area={answer.data} />;
}

function Area({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const nameOf = useNameOf();
  const maySeeSites = useMay('places.site.read');
  const tabs: RecordTab[] = [
    { id: 'overview', label: t('area.overview'), content: <Overview area={area} /> },
    {
      id: 'inside',
      label: t('area.inside'),
      count: format.number(area.children.length),
      content: <Inside area={area} />,
    },
    {
      id: 'history',
      label: t('area.history'),
      count: format.number(area.versions.length),
      content: <AreaHistory area={area} />,
    },
  ];
  if (maySeeSites) {
    tabs.splice(2, 0, {
      id: 'sites',
      label: t('sites.title'),
      content: <SiteRows id="places.area.sites" fixed={{ area: area.pcode }} />,
    });
  }
  return (
    <RecordScreen
      reference={area.pcode}
      title={nameOf(area.names)}
      back={{ to: `/places?country=${area.country}`, label: t('areas.title') }}
      state={
        <>
          <span>{t(`level.${area.level as 0}`)}</span>
          {area.validTo === null ? (
            <StateBadge tone="good">{t('area.inForce')}</StateBadge>
          ) : (
            <StateBadge tone="neutral">{t('area.endedOn', { day: format.date(area.validTo) })}</StateBadge>
          )}
        </>
      }
      tabs={tabs}
    />
  );
}

function Overview({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  const showsChildren = area.children.length > 0;
  const level = area.children[0]?.level;
  return (
    <div className={classes.columns}>
      <div>
        <AreaFacts area={area} />
        <NamesPanel area={area} />
      </div>
      {area.validTo === null && (showsChildren || area.box !== null) && (
        <AreasMap
          title={showsChildren ? t('area.mapInside', { name: nameOf(area.names) }) : nameOf(area.names)}
          query={
            showsChildren && level !== undefined
              ? { parent: area.pcode, level }
              : {
                  level: area.level,
                  ...(area.parentPcode ? { parent: area.parentPcode } : { country: area.country }),
                }
          }
          {...(showsChildren ? {} : { only: area.pcode })}
          height={380}
        />
      )}
    </div>
  );
}

function AreaFacts({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const nameOf = useNameOf();
  const countries = useRead(listCountries, {});
  const country = countries.data?.items.find(({ code }) => code === area.country);
  return (
    <Panel title={t('area.facts')}>
      <Facts
        facts={[
          { label: t('pcode'), value: <Pcode>{area.pcode}</Pcode> },
          {
            label: t('area.above'),
            value: area.parents.length > 0 ? <AreaPath areas={area.parents} /> : t('area.top'),
          },
          { label: t('country'), value: country ? nameOf(country.names) : area.country },
          {
            label: t('km2'),
            value: area.km2 === null ? null : format.number(area.km2, { maximumFractionDigits: 1 }),
          },
          { label: t('validFrom'), value: format.date(area.validFrom) },
          { label: t('area.edition'), value: area.versions[0]?.edition },
          {
            label: t('area.shape'),
            value: area.vertices ? t('area.points', { count: area.vertices }) : t('area.noShape'),
          },
        ]}
      />
    </Panel>
  );
}

function NamesPanel({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const languageName = useLanguageName();
  return (
    <Panel title={t('area.names')}>
      <Facts
        facts={[
          ...Object.entries(area.names).map(([code, name]) => ({
            label: languageName(code),
            value: <bdi lang={code === 'und' ? undefined : code}>{name}</bdi>,
          })),
          { label: t('otherNames'), value: area.alternates.join(', ') },
        ]}
      />
    </Panel>
  );
}

const CHILDREN_SHOWN = 500;

function Inside({ area }: { area: AreaDetail }) {
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  if (area.children.length === 0) return <p className={classes.quiet}>{t('area.nothingInside')}</p>;
  return (
    <div className="sj-surface">
      <DataTable
        caption={t('area.inside')}
        hideCaption
        rows={area.children}
        rowKey={({ pcode }) => pcode}
        columns={[
          {
            id: 'name',
            header: t('name'),
            rowHeader: true,
            cell: ({ pcode, names }) => <AppLink to={`/places/areas/${pcode}`}>{nameOf(names)}</AppLink>,
          },
          { id: 'pcode', header: t('pcode'), cell: ({ pcode }) => <Pcode>{pcode}</Pcode> },
          { id: 'level', header: t('level'), cell: ({ level }) => t(`level.${level as 0}`) },
          {
            id: 'other',
            header: t('otherNames'),
            cell: ({ names }) =>
              [...new Set(Object.values(names))].filter((name) => name !== nameOf(names)).join(', '),
          },
        ]}
      />
      {area.children.length >= CHILDREN_SHOWN && (
        <p className={classes.quiet}>{t('area.firstChildren', { count: CHILDREN_SHOWN })}</p>
      )}
    </div>
  );
}
