import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './frame.module.css';
import { useNavigation } from './use-navigation.ts';

/** The door of Administration: its sections as this person may use them. */
export function Administration() {
  const t = useT(webMessages);
  const { places } = useNavigation();
  const sections = places.find(({ id }) => id === 'administration')?.sections ?? [];
  return (
    <>
      <ScreenHead title={t('administration')} intro={t('administration.intro')} />
      <ul className={classes.doors}>
        {sections.map(({ label, path }) => (
          <li key={path}>
            <AppLink to={path} className={classes.door}>
              {label}
            </AppLink>
          </li>
        ))}
      </ul>
    </>
  );
}
