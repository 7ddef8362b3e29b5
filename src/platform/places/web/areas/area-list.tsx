import { Button, Group, Select } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { AppLink, type SearchValues, stringifySearch, useGo } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay, useOperation } from '#platform/ui/session.tsx';
import { listAreas, listCountries } from '../../contract/area.ts';
import type { Country } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { Pcode, useLanguageName, useNameOf } from '../names.tsx';
import classes from '../places.module.css';
import { AreasMap } from './areas-map.tsx';

/** Areas by country and level, on a map and as a list. */
export function AreaList() {
  const t = useT(placesMessages);
  const countries = useRead(listCountries, {});
  const known = countries.data?.items.filter(({ areas }) => areas > 0);
  const actions = <ImportButton />;
  if (known && known.length > 0) return <Browse countries={known} actions={actions} />;
  return (
    <>
      <ScreenHead title={t('areas.title')} intro={t('areas.intro')} />
      {countries.error && <Problem error={countries.error} onRetry={() => void countries.refetch()} />}
      {known && (
        <div className="sj-surface">
          <EmptyState icon={IconMap2} title={t('areas.empty.title')} actions={actions}>
            {t('areas.empty.text')}
          </EmptyState>
        </div>
      )}
    </>
  );
}

function ImportButton() {
  const t = useT(placesMessages);
  if (!useMay('places.area.import')) return null;
  return (
    <Button component={AppLink} to="/places/imports/areas/new" className="">
      {t('areas.import')}
    </Button>
  );
}

const everywhere = 'all';
const km2Digits = { maximumFractionDigits: 0 };

/** What stands in the address, else the country of the operation, else the only one. */
function useChoice(countries: readonly Country[]) {
  const search = useSearch({ strict: false }) as SearchValues;
  const operation = useOperation();
  const wanted = typeof search.country === 'string' ? search.country : operation?.country;
  const fallback = countries.length === 1 ? countries[0] : undefined;
  const country =
    wanted === everywhere ? undefined : (countries.find(({ code }) => code === wanted) ?? fallback);
  const levels = country?.levels ?? [...new Set(countries.flatMap((one) => one.levels))].toSorted();
  const asked = typeof search.level === 'string' ? Number(search.level) : undefined;
  const level = asked !== undefined && levels.includes(asked) ? asked : undefined;
  return { country, levels, level, search };
}

function Browse({ countries, actions }: { countries: readonly Country[]; actions: React.ReactNode }) {
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  const format = useFormat();
  const languageName = useLanguageName();
  const { country, levels, level, search } = useChoice(countries);
  const drawn = level ?? levels.find((one) => one > 0) ?? levels[0] ?? 0;
  const where = country ? { country: country.code } : {};
  return (
    <ListScreen
      id="places.areas"
      title={t('areas.title')}
      intro={t('areas.intro')}
      actions={actions}
      route={listAreas}
      input={{ querystring: { ...where, ...(level === undefined ? {} : { level }) } }}
      rowKey={({ pcode }) => pcode}
      rowName={({ names }) => nameOf(names)}
      rowLink={({ pcode }) => `/places/areas/${pcode}`}
      searchLabel={t('areas.search')}
      columns={[
        { id: 'name', header: t('name'), cell: ({ names }) => nameOf(names), primary: true, width: 240 },
        { id: 'pcode', header: t('pcode'), cell: ({ pcode }) => <Pcode>{pcode}</Pcode>, width: 130 },
        { id: 'level', header: t('level'), cell: (row) => t(`level.${row.level as 0}`), width: 130 },
        {
          id: 'parent',
          header: t('parent'),
          width: 210,
          cell: ({ parentPcode, parentNames }) =>
            parentPcode && (
              <>
                {parentNames && <bdi>{nameOf(parentNames)} </bdi>}
                <Pcode>{parentPcode}</Pcode>
              </>
            ),
        },
        {
          id: 'other',
          header: t('otherNames'),
          width: 240,
          cell: ({ names, alternates }) =>
            [...new Set([...Object.values(names), ...alternates])]
              .filter((name) => name !== nameOf(names))
              .join(', '),
        },
        {
          id: 'km2',
          header: t('km2'),
          numeric: true,
          cell: ({ km2 }) => (km2 === null ? '–' : format.number(km2, km2Digits)),
        },
        { id: 'validFrom', header: t('validFrom'), cell: (row) => format.date(row.validFrom), width: 140 },
        {
          id: 'languages',
          header: t('languages'),
          hidden: true,
          cell: ({ names }) => Object.keys(names).map(languageName).join(', '),
        },
      ]}
      empty={{ icon: IconMap2, title: t('areas.empty.title'), text: t('areas.empty.text'), actions }}
    >
      <Choice countries={countries} country={country} levels={levels} level={level} search={search} />
      <div className={classes.map}>
        <AreasMap
          title={t('areas.map', {
            level: t(`level.${drawn as 0}`),
            country: country ? nameOf(country.names) : t('allCountries'),
          })}
          query={{ ...where, level: drawn }}
          height={360}
        />
      </div>
    </ListScreen>
  );
}

interface ChoiceProps {
  countries: readonly Country[];
  country: Country | undefined;
  levels: readonly number[];
  level: number | undefined;
  search: SearchValues;
}

function Choice({ countries, country, levels, level, search }: ChoiceProps) {
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  const go = useGo();
  const change = (changes: SearchValues) =>
    go(`/places${stringifySearch({ ...search, ...changes })}`, { replace: true });
  return (
    <Group gap="sm" className={classes.choice}>
      {countries.length > 1 && (
        <Select
          label={t('country')}
          data={[
            { value: everywhere, label: t('allCountries') },
            ...countries.map(({ code, names }) => ({ value: code, label: nameOf(names) })),
          ]}
          value={country?.code ?? everywhere}
          onChange={(value) => change({ country: value ?? everywhere, level: '' })}
          allowDeselect={false}
          searchable
        />
      )}
      <Select
        label={t('level')}
        data={[
          { value: everywhere, label: t('allLevels') },
          ...levels.map((one) => ({ value: String(one), label: t(`level.${one as 0}`) })),
        ]}
        value={level === undefined ? everywhere : String(level)}
        onChange={(value) => change({ level: value === everywhere ? '' : (value ?? '') })}
        allowDeselect={false}
      />
    </Group>
  );
}
