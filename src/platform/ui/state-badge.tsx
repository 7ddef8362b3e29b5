import type { ReactNode } from 'react';
import classes from './parts.module.css';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** The state of a record in a word; the tone's mark has a shape of its own, so that colour is not alone. */
export const StateBadge = (props: { tone?: Tone; children: ReactNode }) => (
  <span className={classes.badge} data-tone={props.tone ?? 'neutral'}>
    {props.children}
  </span>
);
