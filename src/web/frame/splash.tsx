import { Mark } from '#platform/ui/mark.tsx';
import classes from './frame.module.css';

/** Shown while the first answer is on its way; without words, because the language may not be there yet. */
export const Splash = () => (
  <div className={classes.splash} aria-busy="true">
    <Mark size={48} />
  </div>
);
