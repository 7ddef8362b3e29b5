import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { webMessages } from '../messages/catalogue.ts';
import { administrationFor, slices } from '../slices.ts';
import classes from './administration.module.css';

/** The door of Administration: its sections as this person may use them, each with what it is for. */
export function Administration() {
  const t = useT(webMessages);
  const me = useMe();
  const language = useLanguage();
  const sections = administrationFor(me).map((entry) => ({
    ...entry,
    slice: slices.find(({ entries }) => entries.includes(entry))!.id,
  }));
  const words = useSliceWords(sections.map(({ slice }) => slice));
  return (
    <>
      <ScreenHead title={t('administration')} intro={t('administration.intro')} />
      <ul className={classes.doors}>
        {sections.map(({ id, slice, label, path, icon: Icon }) => (
          <li key={id} className="sj-surface">
            <AppLink to={path} className={classes.door} aria-describedby={`section-${id}`}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {label[language]}
            </AppLink>
            <p id={`section-${id}`} className={classes.purpose}>
              {words(slice, `section.${id}`)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
