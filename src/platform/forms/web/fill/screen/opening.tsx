import { Loader } from '@mantine/core';
import classes from './form.module.css';

/** While the form comes. */
export const Opening = () => (
  <main id="main" className={classes.opening} aria-busy="true">
    <Loader size="sm" type="dots" />
  </main>
);
