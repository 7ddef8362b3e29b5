import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Door } from '#platform/identity/web/door.tsx';
import { probeConnection } from '#platform/ui/connection.ts';
import { offlineMessages } from '../messages/catalogue.ts';
import { MISSES_ALLOWED, unlockStore } from './local-store.ts';
import { someoneOpensOffline } from './opened.ts';
import './start.ts';

/** The door while there is no link: what this device keeps opens by its passphrase. */
export function Unlock({ onDone }: { onDone: () => void }) {
  const t = useT(offlineMessages);
  const [typed, setTyped] = useState('');
  const [missed, setMissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    const store = await unlockStore(typed).catch(() => undefined);
    setBusy(false);
    setTyped('');
    setMissed(!store);
    if (store) onDone();
  };
  return (
    <Door title={t('unlock.title')} intro={t('unlock.intro')}>
      {someoneOpensOffline() ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <Stack>
            <PasswordInput
              label={t('passphrase')}
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={missed && t('unlock.missed', { count: MISSES_ALLOWED })}
            />
            <Button type="submit" loading={busy} disabled={typed === ''}>
              {t('unlock.open')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Text>{t('unlock.shut')}</Text>
      )}
      <Button variant="subtle" mt="md" onClick={probeConnection}>
        {t('unlock.try')}
      </Button>
    </Door>
  );
}
