import { useQueries } from '@tanstack/react-query';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useProviderContext } from '#platform/ui/provider-context.ts';
import { may, useMe, useOperation } from '#platform/ui/session.tsx';
import type { SearchHit } from '#platform/ui/slice.ts';
import { useNavigation } from '../frame/use-navigation.ts';
import { webMessages } from '../messages/catalogue.ts';
import { slices } from '../slices.ts';

export interface Group {
  id: string;
  label: string;
  hits: SearchHit[];
}

const searchable = slices.filter((slice) => slice.search !== undefined);
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Screens that fit the text as typed, and the records that the modules find for it. */
export function useHits(typed: string, asked: string) {
  const screens = useScreens(typed);
  const language = useLanguage();
  const me = useMe();
  const context = useProviderContext();
  const operation = useOperation()?.id ?? null;
  const mine = searchable.filter((slice) => slice.entries.some((entry) => may(me, entry.permission)));
  const answers = useQueries({
    queries: mine.map((slice) => ({
      queryKey: [slice.id, 'search', asked, operation, language],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await slice.search!()).search(asked, { ...context, signal }),
      enabled: asked.length > 1,
    })),
  });
  const records = mine.map((slice, index) => ({
    id: slice.id,
    label: slice.entries[0]?.label[language] ?? slice.id,
    hits: (asked.length > 1 && answers[index]?.data) || [],
  }));
  return {
    groups: [screens, ...records].filter((group) => group.hits.length > 0),
    searching: typed !== asked || answers.some((answer) => answer.isFetching),
    partial: answers.some((answer) => answer.isError),
  };
}

function useScreens(typed: string): Group {
  const t = useT(webMessages);
  const { places } = useNavigation();
  const all = places.flatMap((place) => [
    { id: place.path, title: place.label, to: place.path },
    ...place.sections
      .filter((section) => section.path !== place.path)
      .map((section) => ({ id: section.path, title: section.label, detail: place.label, to: section.path })),
  ]);
  const wanted = fold(typed);
  const hits = all.filter((hit) => fold(hit.title).includes(wanted)).slice(0, 8);
  return { id: 'screens', label: t('palette.screens'), hits };
}
