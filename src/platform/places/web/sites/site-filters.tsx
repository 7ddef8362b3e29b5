import { useSearch } from '@tanstack/react-router';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { SearchValues } from '#platform/ui/link.tsx';
import type { Filter, ListQuery } from '#platform/ui/list/types.ts';
import { useListState } from '#platform/ui/list/use-list-state.ts';
import { ACCESSIBILITY, SITE_STATES, SITE_TYPES } from '../../contract/words.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreaSelect } from '../areas/area-select.tsx';

/** Names in the address that the list of sites and its map share. */
export const siteFilterNames = ['q', 'types', 'states', 'accessibility', 'area', 'unplaced'];

export function useSiteFilters(fixed: { area?: string } = {}): Filter[] {
  const t = useT(placesMessages);
  const filters: Filter[] = [
    {
      id: 'types',
      label: t('field.type'),
      kind: 'multi',
      options: SITE_TYPES.map((value) => ({ value, label: t(`value.type.${value}`) })),
    },
    {
      id: 'states',
      label: t('field.state'),
      kind: 'multi',
      options: SITE_STATES.map((value) => ({ value, label: t(`value.state.${value}`) })),
    },
    {
      id: 'accessibility',
      label: t('field.accessibility'),
      kind: 'multi',
      options: ACCESSIBILITY.map((value) => ({ value, label: t(`value.accessibility.${value}`) })),
    },
    {
      id: 'unplaced',
      label: t('sites.point'),
      kind: 'select',
      options: [
        { value: 'false', label: t('sites.withPoint') },
        { value: 'true', label: t('sites.withoutPoint') },
      ],
    },
  ];
  const area: Filter = {
    id: 'area',
    label: t('area'),
    kind: 'own',
    parts: (value) => (value ? [{ text: value, rest: undefined }] : []),
  };
  return fixed.area ? filters : [...filters, area];
}

/** The route takes lists as texts with commas; dashes in the address stand as they are. */
export const siteQuery = (query: ListQuery): Record<string, unknown> => {
  const { sort: _, ...rest } = query;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, [value].flat().join(',')]));
};

/** Narrows the list to an area; stands beside the filters because an area is searched, not picked from a few. */
export function AreaFilter({ country }: { country?: string | undefined }) {
  const t = useT(placesMessages);
  const { area } = useSearch({ strict: false }) as SearchValues;
  const { change } = useListState([], undefined);
  return (
    <AreaSelect
      label={t('area')}
      hideLabel
      placeholder={t('sites.inArea')}
      country={country}
      value={typeof area === 'string' ? area : null}
      onChange={(pcode) => change({ area: pcode ?? undefined })}
    />
  );
}
