import { Fragment, type ReactNode } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';

/** Names and values of a record. An absent value says so instead of leaving a hole. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  const t = useT(uiMessages);
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? t('notGiven') : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
