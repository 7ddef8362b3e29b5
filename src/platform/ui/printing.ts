import { createStore } from './store.ts';

/** Whether the page is being put on paper at this moment: then everything that was loaded is drawn, also what is out of sight. */
export const printing = createStore(false);

/** Follows the printing of this page, and prints dark screens light: paper is white, and backgrounds are left out. */
export function watchPrinting(): void {
  const { dataset } = document.documentElement;
  let scheme: string | undefined;
  window.addEventListener('beforeprint', () => {
    scheme = dataset.mantineColorScheme;
    dataset.mantineColorScheme = 'light';
    printing.set(true);
  });
  window.addEventListener('afterprint', () => {
    if (scheme) dataset.mantineColorScheme = scheme;
    printing.set(false);
  });
}
