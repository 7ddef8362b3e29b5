import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { useNavigation } from '../frame/use-navigation.ts';
import { webMessages } from '../messages/catalogue.ts';
import classes from './home.module.css';

/** The modules of this person as doors, for those who come to work and not to react. */
export function Places() {
  const t = useT(webMessages);
  const { places } = useNavigation();
  const doors = places.filter(({ id }) => id !== 'home');
  if (doors.length === 0) return null;
  return (
    <section aria-labelledby="places" className={classes.section}>
      <h2 id="places" className={classes.title}>
        {t('home.places')}
      </h2>
      <ul className={classes.doors}>
        {doors.map(({ id, label, path, icon: Icon }) => (
          <li key={id}>
            <AppLink to={path} className={`sj-surface ${classes.door}`}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {label}
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
