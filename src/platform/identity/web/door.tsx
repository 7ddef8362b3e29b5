import type { ReactNode } from 'react';
import { LanguageMenu } from '#platform/ui/language-menu.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { Mark } from '#platform/ui/mark.tsx';
import { useTitle } from '#platform/ui/screen-head.tsx';
import classes from './door.module.css';

interface DoorProps {
  title: string;
  /** Title of the tab, where the page's own names a person. */
  tabTitle?: string;
  intro?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** The page before the frame: sign-in, set-up, one-time links. */
export function Door(props: DoorProps) {
  useTitle(props.tabTitle ?? props.title);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <Mark /> Sojourn
        </span>
        <LanguageMenu />
      </header>
      <main className={classes.main} data-wide={props.wide || undefined}>
        <h1 className={classes.title}>{props.title}</h1>
        {props.intro && <p className={classes.intro}>{props.intro}</p>}
        {props.children}
        <Layer />
      </main>
    </div>
  );
}
