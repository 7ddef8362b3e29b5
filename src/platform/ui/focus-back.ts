import { useEffect, useRef, useState } from 'react';

/** What opened the box: the focused control, or the button of the menu that it was chosen from. */
function opener(): HTMLElement | null {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return null;
  const button = at.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (button && document.getElementById(button)) || at;
}

/**
 * Gives the focus back to what had it when a box was mounted, once the box is gone. Hands on a keyboard would
 * otherwise start at the top of the page again.
 */
export function useFocusBack(): void {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      // The box leaves the page after this; what took the focus by then keeps it.
      setTimeout(() => {
        const at = document.activeElement;
        if (at !== null && at !== document.body) return;
        // A button that the act took away, such as that of an empty list: to the content, not to the top of the page.
        const there = before?.isConnected ? before : document.getElementById('main');
        there?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}

/** A box that is loaded at the first press of its button opens from the button that took the pressed one's place. */
export function useOpenAtOnce() {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    setOpened(true);
  }, []);
  return { button, box: { opened, onChange: setOpened } };
}
