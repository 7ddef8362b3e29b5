import { IconHome, IconSettings } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { may, useMe } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { webMessages } from '../messages/catalogue.ts';
import { administrationFor, longestWithin, railFor } from '../slices.ts';

export interface Place {
  id: string;
  label: string;
  icon: IconType;
  path: string;
  sections: { label: string; path: string }[];
}

/** The main places of this person in their language, and the one that the address belongs to. */
export function useNavigation(): { places: Place[]; current: Place | undefined } {
  const t = useT(webMessages);
  const me = useMe();
  const language = useLanguage();
  const pathname = useLocation({ select: (location) => location.pathname });
  const places = useMemo(() => {
    const home: Place = { id: 'home', label: t('home'), icon: IconHome, path: '/', sections: [] };
    const work = railFor(me).map((entry) => ({
      id: entry.id,
      label: entry.label[language],
      icon: entry.icon,
      path: entry.path,
      sections: (entry.sections ?? [])
        .filter((section) => may(me, section.permission))
        .map(({ label, path }) => ({ label: label[language], path })),
    }));
    const sections = administrationFor(me).map(({ label, path }) => ({ label: label[language], path }));
    const administration: Place = {
      id: 'administration',
      label: t('administration'),
      icon: IconSettings,
      path: '/administration',
      sections,
    };
    return [home, ...work, ...(sections.length ? [administration] : [])];
  }, [t, me, language]);
  const path = longestWithin(
    pathname,
    places.flatMap((place) => [place.path, ...place.sections.map((section) => section.path)]),
  );
  const current = places.find(
    (place) => place.path === path || place.sections.some((one) => one.path === path),
  );
  return { places, current: current?.id === 'home' && pathname !== '/' ? undefined : current };
}
