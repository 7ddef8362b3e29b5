import { Button } from '@mantine/core';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { pictureMessages } from './messages/picture/catalogue.ts';
import { sparingPreference } from './preferences.ts';
import { useStore } from './store.ts';

const Within = createContext(false);

/**
 * Something heavy: there at once, or, for a person who spares data, when asked for. Put it around what loads the
 * content, not only around what draws it; inside another one it asks no second time.
 */
export function Asked({ kind, children }: { kind: 'map' | 'picture'; children: ReactNode }) {
  const t = useT(pictureMessages);
  const sparing = useStore(sparingPreference);
  const within = useContext(Within);
  const [asked, setAsked] = useState(false);
  if (!sparing || within || asked) return <Within value>{children}</Within>;
  return (
    <p style={{ margin: 0, padding: '0.75rem 1rem' }}>
      <Button size="compact-md" variant="default" onClick={() => setAsked(true)}>
        {t(`asked.${kind}`)}
      </Button>
    </p>
  );
}
