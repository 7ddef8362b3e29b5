import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { changePersonState, createRecoveryLink, type Person } from '../contract/people.ts';
import { identityMessages } from '../messages/catalogue.ts';

/** What an administrator does with an account: a new link, disable, enable. Never with the own. */
export function PersonActions({ person }: { person: Person }) {
  const t = useT(identityMessages);
  const format = useFormat();
  const { account } = useMe();
  const allowed = useMay('identity.account.write');
  const change = useCall(changePersonState);
  const recover = useCall(createRecoveryLink);
  const [asking, setAsking] = useState<'link' | 'state'>();
  if (!allowed || person.id === account.id) return null;
  const params = { accountId: person.id };
  const disabling = person.state !== 'disabled';
  return (
    <>
      <Button variant="default" onClick={() => setAsking('link')}>
        {t('people.recovery')}
      </Button>
      <Button variant="default" onClick={() => setAsking('state')}>
        {t(disabling ? 'people.disable' : 'people.enable')}
      </Button>
      {asking === 'link' && (
        <ConfirmDialog
          title={t('people.recovery')}
          confirmLabel={t('people.recovery')}
          onConfirm={() => recover.mutateAsync({ params })}
          onClose={() => setAsking(undefined)}
        >
          {t('people.recoveryText')}
        </ConfirmDialog>
      )}
      {asking === 'state' && (
        <ConfirmDialog
          title={t(disabling ? 'people.disable' : 'people.enable')}
          confirmLabel={t(disabling ? 'people.disable' : 'people.enable')}
          tone={disabling ? 'bad' : 'normal'}
          reason="optional"
          onConfirm={(reason) =>
            change.mutateAsync({ params, body: { state: disabling ? 'disabled' : 'active', reason } })
          }
          onClose={() => setAsking(undefined)}
        >
          {t(disabling ? 'people.disableText' : 'people.enableText')}
        </ConfirmDialog>
      )}
      {recover.data && (
        <Dialog onClose={() => recover.reset()} title={t('people.link', { name: person.name })} size="lg">
          <Stack>
            <Text size="sm">{t('people.linkText', { when: format.relative(recover.data.expiresAt) })}</Text>
            <CopyField label={t('people.link', { name: person.name })} value={recover.data.link} />
          </Stack>
        </Dialog>
      )}
    </>
  );
}
