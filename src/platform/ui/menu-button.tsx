import { lazy, type ReactNode, Suspense, useState } from 'react';

export interface MenuEntry {
  id: string;
  label: string;
  /** Under the label, quieter. */
  note?: string;
  icon?: ReactNode;
  /** Marked as the present choice. */
  chosen?: boolean;
  /** The language that the label is written in, where it is not the page's. */
  lang?: string;
  /** Stays open, so that one sees what the choice does. */
  stays?: boolean;
  /** A line above it. */
  divided?: boolean;
  onClick: () => void;
}

export interface MenuButtonProps {
  /** Names the menu; the button too, when `children` have no words. */
  label: string;
  className?: string | undefined;
  wordless?: boolean;
  entries: readonly MenuEntry[];
  position?: 'bottom-start' | 'bottom-end';
  width?: number;
  children: ReactNode;
}

const OpenMenu = lazy(() => import('./open-menu.tsx').then(({ OpenMenu }) => ({ default: OpenMenu })));

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
