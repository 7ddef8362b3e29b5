import type { ReactNode } from 'react';

interface MenuEntry {
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
  /** What it opens over the page. */
  opens?: 'dialog';
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
