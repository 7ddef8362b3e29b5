import { IconDots } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './rail.module.css';
import { type Place, useNavigation } from './use-navigation.ts';

const MoreSheet = lazyPart(() =>
  import('./more-sheet.tsx').then(({ MoreSheet }) => ({ default: MoreSheet })),
);

const shown = 4;

/** On a phone: the first four places of this person, and the rest behind "more". */
export function BottomBar() {
  const t = useT(webMessages);
  const { places, current } = useNavigation();
  const [open, setOpen] = useState(false);
  const main = places.length > shown + 1 ? places.slice(0, shown) : places;
  const rest = places.slice(main.length);
  return (
    <nav className={classes.bottom} aria-label={t('navigation')}>
      {main.map((place) => (
        <BottomLink key={place.id} place={place} current={current?.id === place.id} />
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          className={classes.bottomLink}
          aria-haspopup="dialog"
          data-current={rest.some(({ id }) => id === current?.id) || undefined}
          onClick={() => setOpen(true)}
        >
          <IconDots size={22} stroke={1.7} aria-hidden />
          <span>{t('more')}</span>
        </button>
      )}
      {open && (
        <Suspense fallback={null}>
          <MoreSheet places={rest} current={current?.id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function BottomLink({ place, current }: { place: Place; current: boolean }) {
  const Icon = place.icon;
  return (
    <AppLink to={place.path} className={classes.bottomLink} aria-current={current ? 'page' : undefined}>
      <Icon size={22} stroke={1.7} aria-hidden />
      <span>{place.label}</span>
    </AppLink>
  );
}
