import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { offlineMessages } from '../messages/catalogue.ts';
import { BrowsersPanel } from './browsers-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { openStore, opensOffline } from './local-store.ts';
import { localStore } from './opened.ts';
import { PassphrasePanel } from './passphrase-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** What this device keeps for work without a link, what waits to be sent, and the person's other browsers. */
export function OfflineScreen() {
  const t = useT(offlineMessages);
  const { account } = useMe();
  const open = useStore(localStore) !== null;
  const opening = useQuery({
    queryKey: ['offline', 'open', account.id],
    queryFn: () => openStore(account.id).then(({ deviceId }) => deviceId),
    retry: false,
  });
  const [on, setOn] = useState(() => opensOffline(account.id));
  return (
    <>
      <ScreenHead title={t('title')} intro={t('intro')} />
      {opening.error && !open && <Problem error={opening.error} onRetry={() => void opening.refetch()} />}
      {open && (
        <>
          <PassphrasePanel accountId={account.id} on={on} onChange={setOn} />
          <KeptPanel on={on} />
          <WaitingPanel />
        </>
      )}
      <BrowsersPanel here={opening.data} />
    </>
  );
}
