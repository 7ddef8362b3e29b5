import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Mark } from '#platform/ui/mark.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './rail.module.css';
import { useNavigation } from './use-navigation.ts';

/** The left rail: only places that exist and that this person may use. */
export function Rail() {
  const t = useT(webMessages);
  const { agency } = useMe();
  const { places, current } = useNavigation();
  return (
    <nav className={classes.rail} aria-label={t('navigation')}>
      <AppLink to="/" className={classes.brand}>
        <Mark />
        <span className={classes.brandText}>
          <span className={classes.brandName}>Sojourn</span>
          {agency && <span className={classes.agency}>{agency.name}</span>}
        </span>
      </AppLink>
      <ul className={classes.railList}>
        {places.map(({ id, label, icon: Icon, path }) => (
          <li key={id} data-last={id === 'administration' || undefined}>
            <AppLink
              to={path}
              className={classes.railLink}
              title={label}
              aria-current={current?.id === id ? 'page' : undefined}
            >
              <Icon size={20} stroke={1.7} aria-hidden />
              <span className={classes.railText}>{label}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
