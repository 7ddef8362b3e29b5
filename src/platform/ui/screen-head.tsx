import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './parts.module.css';

/** Names the browser tab. Nothing sensitive: a reference or the name of a screen, never of a person. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sojourn`;
  }, [title]);
}

/** The head of every screen: its one h1, a sentence where it helps, what can be done here. */
export function ScreenHead(props: {
  title: string;
  /** Shown instead of the title text, for a reference or a badge beside it. */
  heading?: ReactNode;
  intro?: ReactNode;
  actions?: ReactNode;
}) {
  useTitle(props.title);
  return (
    <div className={classes.head}>
      <div className={classes.headText}>
        <Title order={1}>{props.heading ?? props.title}</Title>
        {props.intro && <p className={classes.intro}>{props.intro}</p>}
      </div>
      {props.actions && <div className={classes.headActions}>{props.actions}</div>}
    </div>
  );
}
