import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { makeRecoveryCodes } from '../contract/proof.ts';
import { removeTotp } from '../contract/second-factor.ts';

import { identityMessages } from '../messages/catalogue.ts';
import { EnrolFactor } from './enrol-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useTakeIdentity } from './use-identity.ts';

/** The second factor: enrol an authenticator app (RFC 6238) with recovery codes, renew these, remove it. */
export function SecondFactor() {
  const t = useT(identityMessages);
  const { hasApp, hasPasskey } = useMe();
  const take = useTakeIdentity();
  // Held until the recovery codes were seen, whatever the server says meanwhile.
  const [enrolling, setEnrolling] = useState(!hasApp);
  return (
    <Panel
      title={t('factor.title')}
      aside={
        <StateBadge tone={hasApp || hasPasskey ? 'good' : 'neutral'}>
          {t(hasApp || hasPasskey ? 'factor.on' : 'factor.off')}
        </StateBadge>
      }
    >
      <Stack align="start">
        <Text size="sm" maw="40rem">
          {t('factor.text')}
        </Text>
        {enrolling && hasPasskey && <Codes />}
        {enrolling ? (
          <EnrolFactor
            onDone={(identity) => {
              take(identity);
              setEnrolling(false);
            }}
          />
        ) : (
          <Enrolled onRemoved={() => setEnrolling(true)} />
        )}
      </Stack>
    </Panel>
  );
}

/** How many recovery codes are left, and fresh ones. */
function Codes({ children }: { children?: ReactNode }) {
  const t = useT(identityMessages);
  const { recoveryCodesLeft } = useMe();
  const make = useCall(makeRecoveryCodes);
  return (
    <>
      <Text size="sm">{t('codes.left', { count: recoveryCodesLeft })}</Text>
      {make.error && <Problem error={make.error} />}
      <Group>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>
          {t('codes.make')}
        </Button>
        {children}
      </Group>
      {make.data && (
        <Dialog onClose={() => make.reset()} title={t('codes.title')}>
          <RecoveryCodes codes={make.data.codes} onDone={() => make.reset()} />
        </Dialog>
      )}
    </>
  );
}

function Enrolled({ onRemoved }: { onRemoved: () => void }) {
  const t = useT(identityMessages);
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <Codes>
        <Button variant="default" onClick={() => setRemoving(true)}>
          {t('factor.remove')}
        </Button>
      </Codes>
      {removing && <Remove onClose={() => setRemoving(false)} onRemoved={onRemoved} />}
    </>
  );
}

function Remove({ onClose, onRemoved }: { onClose: () => void; onRemoved: () => void }) {
  const t = useT(identityMessages);
  const take = useTakeIdentity();
  const remove = useCall(removeTotp, { onDone: take });
  const form = useForm({
    schema: removeTotp.schema.body,
    initial: { password: '' },
    onSubmit: async (body) => {
      await remove.mutateAsync({ body });
      onClose();
      onRemoved();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('factor.remove')}>
      <Stack>
        <Text size="sm">{t('factor.removeText')}</Text>
        <Form form={{ ...form, mayLose: false }} submitLabel={t('factor.remove')}>
          <PasswordInput
            label={t('factor.removePassword')}
            autoComplete="current-password"
            data-autofocus
            {...form.text('password')}
          />
        </Form>
      </Stack>
    </Dialog>
  );
}
