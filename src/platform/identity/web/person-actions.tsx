import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { changePersonState, createInvitationLink, type Person } from '../contract/people.ts';
import { requestRecovery } from '../contract/recovery.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { DisablePerson } from './disable-person.tsx';
import { OneTimeLink } from './one-time-link.tsx';

/** What an administrator does with an account: a new link, recovery, disable, enable. Never with the own. */
export function PersonActions({ person }: { person: Person }) {
  const t = useT(identityMessages);
  const { account } = useMe();
  const allowed = useMay('identity.account.write');
  const enable = useCall(changePersonState);
  const [asking, setAsking] = useState<'link' | 'state'>();
  if (!allowed || person.id === account.id) return null;
  const close = () => setAsking(undefined);
  const { state } = person;
  return (
    <>
      {state !== 'disabled' && (
        <Button variant="default" onClick={() => setAsking('link')}>
          {t(state === 'invited' ? 'people.newLink' : 'recovery.ask')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsking('state')}>
        {t(state === 'disabled' ? 'people.enable' : 'people.disable')}
      </Button>
      {asking === 'link' && state === 'invited' && <NewInvitation person={person} onClose={close} />}
      {asking === 'link' && state === 'active' && <AskRecovery person={person} onClose={close} />}
      {asking === 'state' && state !== 'disabled' && <DisablePerson person={person} onClose={close} />}
      {asking === 'state' && state === 'disabled' && (
        <ConfirmDialog
          title={t('people.enable')}
          confirmLabel={t('people.enable')}
          reason="optional"
          onConfirm={(reason) =>
            enable.mutateAsync({ params: { accountId: person.id }, body: { state: 'active', reason } })
          }
          onClose={close}
        >
          {t('people.enableText')}
        </ConfirmDialog>
      )}
    </>
  );
}

interface PartProps {
  person: Person;
  onClose: () => void;
}

function NewInvitation({ person, onClose }: PartProps) {
  const t = useT(identityMessages);
  const invite = useCall(createInvitationLink);
  if (invite.data) return <OneTimeLink name={person.name} made={invite.data} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={t('people.newLink')}
      confirmLabel={t('people.newLink')}
      onConfirm={() => invite.mutateAsync({ params: { accountId: person.id } })}
      onClose={() => invite.isIdle && onClose()}
    >
      {t('people.newLinkText')}
    </ConfirmDialog>
  );
}

function AskRecovery({ person, onClose }: PartProps) {
  const t = useT(identityMessages);
  const format = useFormat();
  const ask = useCall(requestRecovery);
  const [done, setDone] = useState(false);
  const answer = ask.data;
  if (done && answer?.link) return <OneTimeLink name={person.name} made={answer.link} onClose={onClose} />;
  if (done && answer) {
    return (
      <Dialog onClose={onClose} title={t('recovery.ask')}>
        <Text size="sm">{t('recovery.waits', { when: format.relative(answer.recovery.expiresAt) })}</Text>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={t('recovery.ask')}
      confirmLabel={t('recovery.ask')}
      reason="required"
      reasonLabel={t('recovery.reason')}
      onConfirm={async (reason) => {
        await ask.mutateAsync({ params: { accountId: person.id }, body: { reason } });
        setDone(true);
      }}
      onClose={() => !ask.isSuccess && onClose()}
    >
      {t('recovery.askText')}
    </ConfirmDialog>
  );
}
