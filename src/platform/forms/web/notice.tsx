import type { ReactNode } from 'react';
import classes from './forms.module.css';

/** A sentence that matters before anything else on the screen, and what to do about it. */
export const Notice = (props: {
  tone?: 'info' | 'warn' | 'bad' | 'good';
  children: ReactNode;
  action?: ReactNode;
}) => (
  <div className={classes.notice} data-tone={props.tone ?? 'info'}>
    <div>{props.children}</div>
    {props.action}
  </div>
);
