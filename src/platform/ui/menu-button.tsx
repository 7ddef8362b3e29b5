import { Suspense, useState } from 'react';
import { lazyPart } from './lazy-part.ts';
import type { MenuButtonProps } from './menu-props.ts';

const OpenMenu = lazyPart(() => import('./open-menu.tsx').then(({ OpenMenu }) => ({ default: OpenMenu })));

/** A button with a menu whose machinery is loaded at the first press, for the first view to stay small. */
export function MenuButton(props: MenuButtonProps) {
  const [pressed, setPressed] = useState(false);
  const closed = (
    <button
      type="button"
      className={props.className}
      aria-label={props.wordless ? props.label : undefined}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setPressed(true)}
    >
      {props.children}
    </button>
  );
  return pressed ? (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  ) : (
    closed
  );
}
