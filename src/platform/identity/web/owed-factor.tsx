import { Button, Stack } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { type Me as Identity, signOut } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';
import { EnrolFactor } from './enrol-factor.tsx';

/**
 * A role of this person requires a second factor and there is none: nothing else works until it is set up. A page of its
 * own after sign-in; over the page at hand when the role came while somebody worked, so that nothing typed is lost.
 */
export function OwedFactor(props: { over: boolean; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const leave = async () => {
    await callOnce(signOut, {}).catch(() => undefined);
    window.location.assign('/');
  };
  const other = (
    <Button variant="subtle" onClick={leave}>
      {t('again.other')}
    </Button>
  );
  if (!props.over) {
    return (
      <Door title={t('owed.title')} intro={t('owed.text')}>
        <div className={`sj-surface ${classes.card}`}>
          <EnrolFactor passkey onDone={props.onDone} />
        </div>
        <p className={classes.note}>{other}</p>
      </Door>
    );
  }
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('owed.title')}
      zIndex={950}
    >
      <Stack>
        <span>{t('owed.text')}</span>
        <EnrolFactor passkey onDone={props.onDone} />
        {other}
      </Stack>
    </Dialog>
  );
}
