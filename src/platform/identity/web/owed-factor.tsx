import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import type { Me as Identity } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';
import { EnrolFactor } from './enrol-factor.tsx';
import { PendingFactor } from './pending-factor.tsx';
import { leave, useIdentity } from './use-identity.ts';

/**
 * A role of this person requires a second factor and there is none: nothing else works until it is set up. A page of its
 * own after sign-in; over the page at hand when the role came while somebody worked, so that nothing typed is lost.
 */
export function OwedFactor(props: { over: boolean; onDone: (identity: Identity) => void }) {
  const t = useT(identityMessages);
  const identity = useIdentity().data;
  // As it was when this came up: setting up a factor makes the account have one, and its codes are still to be shown.
  const [pending] = useState(identity?.hasSecondFactor ?? false);
  const other = (
    <Button variant="subtle" onClick={leave}>
      {t('again.other')}
    </Button>
  );
  const title = t(pending ? 'pending.title' : 'owed.title');
  const text = t(pending ? 'pending.text' : 'owed.text');
  const ask =
    pending && identity ? (
      <PendingFactor identity={identity} onDone={props.onDone} />
    ) : (
      <EnrolFactor passkey onDone={props.onDone} />
    );
  if (!props.over) {
    return (
      <Door title={title} intro={text}>
        <div className={`sj-surface ${classes.card}`}>{ask}</div>
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
      title={title}
      zIndex={950}
    >
      <Stack>
        <span>{text}</span>
        {ask}
        {other}
      </Stack>
    </Dialog>
  );
}
