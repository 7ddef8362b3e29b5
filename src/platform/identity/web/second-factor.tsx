import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { confirmTotp, removeTotp, startTotp } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { useTakeIdentity } from './use-identity.ts';

/** The second factor: enrol an authenticator app (RFC 6238) or remove it. */
export function SecondFactor() {
  const t = useT(identityMessages);
  const { hasSecondFactor } = useMe();
  const [removing, setRemoving] = useState(false);
  const start = useCall(startTotp);
  return (
    <Panel
      title={t('factor.title')}
      aside={
        <StateBadge tone={hasSecondFactor ? 'good' : 'neutral'}>
          {t(hasSecondFactor ? 'factor.on' : 'factor.off')}
        </StateBadge>
      }
    >
      <Stack align="start">
        <Text size="sm" maw="40rem">
          {t('factor.text')}
        </Text>
        {start.error && <Problem error={start.error} />}
        {hasSecondFactor ? (
          <Button variant="default" onClick={() => setRemoving(true)}>
            {t('factor.remove')}
          </Button>
        ) : (
          !start.data && (
            <Button loading={start.isPending} onClick={() => start.mutate({})}>
              {t('factor.start')}
            </Button>
          )
        )}
        {start.data && !hasSecondFactor && <Enrol {...start.data} onDone={start.reset} />}
      </Stack>
      {removing && <Remove onClose={() => setRemoving(false)} />}
    </Panel>
  );
}

function Enrol(props: { secret: string; qrSvg: string; onDone: () => void }) {
  const t = useT(identityMessages);
  const take = useTakeIdentity();
  const confirm = useCall(confirmTotp, {
    onDone: (identity) => {
      take(identity);
      props.onDone();
    },
  });
  const form = useForm({
    schema: confirmTotp.schema.body,
    initial: { code: '' },
    prepare: ({ code }) => ({ code: code.replace(/\s/g, '') }),
    onSubmit: (body) => confirm.mutateAsync({ body }),
  });
  return (
    <Stack w="100%" maw="26rem">
      <Text size="sm" fw={600}>
        {t('factor.scan')}
      </Text>
      <img
        alt={t('factor.scan')}
        width={200}
        height={200}
        style={{ background: '#fff', padding: 8, borderRadius: 8 }}
        src={`data:image/svg+xml,${encodeURIComponent(props.qrSvg)}`}
      />
      <CopyField label={t('factor.secret')} value={props.secret} />
      <Form form={{ ...form, mayLose: false }} submitLabel={t('factor.confirm')}>
        <TextInput
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          {...form.text('code')}
        />
      </Form>
    </Stack>
  );
}

function Remove({ onClose }: { onClose: () => void }) {
  const t = useT(identityMessages);
  const take = useTakeIdentity();
  const remove = useCall(removeTotp, { onDone: take });
  const form = useForm({
    schema: removeTotp.schema.body,
    initial: { password: '' },
    onSubmit: async (body) => {
      await remove.mutateAsync({ body });
      onClose();
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
