import { CallError } from '@sojourn/route-contract';
import { useEffect, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';
import { DONE_CHANNEL } from './provider-window.ts';

/** Where a sign-in elsewhere ends that opened nothing: why, and the way back. */
export function ProviderRefused() {
  const t = useT(identityMessages);
  const [error] = useState(() => {
    const code = /^#([a-z_]{1,40})$/.exec(window.location.hash)?.[1] ?? 'provider_ended';
    const title = t('provider.refused');
    return new CallError({ type: 'about:blank', title, status: 401, code: `identity.${code}` });
  });
  return (
    <Door title={t('provider.refused')}>
      <div className={`sj-surface ${classes.card}`}>
        <Problem error={error} />
      </div>
      <p className={classes.note}>
        <AppLink to="/">{t('welcome.toSignIn')}</AppLink>
      </p>
    </Door>
  );
}

/** The end of a provider's window: tells the page that opened it, and closes. */
export function ProviderDone() {
  const t = useT(identityMessages);
  useEffect(() => {
    const channel = new BroadcastChannel(DONE_CHANNEL);
    channel.postMessage('done');
    channel.close();
    window.close();
  }, []);
  return (
    <Door title={t('provider.done')} intro={t('provider.doneText')}>
      {null}
    </Door>
  );
}
