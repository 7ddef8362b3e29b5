import { Button, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import {
  changeServiceKeeper,
  changeServiceState,
  getServiceAccount,
  type ServiceAccount,
} from '#platform/identity/contract/service-account.ts';
import { serviceMessages } from '#platform/identity/messages/service/catalogue.ts';
import { Keeper } from '#platform/identity/web/keeper-field.tsx';
import { ServiceTokens } from '#platform/identity/web/service-tokens.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { accessMessages } from '../messages/catalogue.ts';
import { PersonGrants } from './person-grants.tsx';

/** The account of a program: who answers for it, its tokens, its roles. */
export function ServiceView() {
  const t = useT(serviceMessages);
  const say = useT(accessMessages);
  const { accountId = '' } = useParams({ strict: false }) as { accountId?: string };
  const seesGrants = useMay('access.grant.read');
  const read = useRead(getServiceAccount, { params: { accountId } });
  const back = { to: '/administration/service-accounts', label: t('title') };
  if (read.error)
    return <UnreadableRecord back={back} error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return null;
  const { account, tokens, inCharge } = read.data;
  return (
    <RecordScreen
      reference={t('account')}
      showReference={false}
      title={account.name}
      back={back}
      state={
        <StateBadge tone={account.state === 'active' ? 'good' : 'neutral'}>{t(account.state)}</StateBadge>
      }
      actions={inCharge && <ServiceActions account={account} />}
      tabs={[
        { id: 'account', label: t('account'), content: <ServiceFacts account={account} /> },
        {
          id: 'tokens',
          label: t('tokens'),
          content: (
            <ServiceTokens
              accountId={account.id}
              tokens={tokens}
              mayChange={inCharge && account.state === 'active'}
            />
          ),
        },
        ...(seesGrants
          ? [{ id: 'grants', label: say('person.grants'), content: <PersonGrants person={account} /> }]
          : []),
      ]}
    />
  );
}

function ServiceFacts({ account }: { account: ServiceAccount }) {
  const t = useT(serviceMessages);
  const format = useFormat();
  const { keeper } = account;
  return (
    <Panel title={t('account')}>
      <Facts
        facts={[
          { label: t('office'), value: account.officeName },
          {
            label: t('keeper'),
            value: keeper.active ? keeper.name : t('keeperLeft', { name: keeper.name }),
          },
          {
            label: t('lastUsed'),
            value: account.lastUsedAt ? format.dateTime(account.lastUsedAt) : t('never'),
          },
          { label: t('since'), value: format.dateTime(account.createdAt) },
        ]}
      />
    </Panel>
  );
}

function ServiceActions({ account }: { account: ServiceAccount }) {
  const t = useT(serviceMessages);
  const change = useCall(changeServiceState);
  const [asking, setAsking] = useState<'keeper' | 'state'>();
  const close = () => setAsking(undefined);
  const active = account.state === 'active';
  return (
    <>
      <Button variant="default" onClick={() => setAsking('keeper')}>
        {t('changeKeeper')}
      </Button>
      <Button variant="default" onClick={() => setAsking('state')}>
        {t(active ? 'disable' : 'enable')}
      </Button>
      {asking === 'keeper' && <ChangeKeeper account={account} onClose={close} />}
      {asking === 'state' && (
        <ConfirmDialog
          title={t(active ? 'disable' : 'enable')}
          confirmLabel={t(active ? 'disable' : 'enable')}
          {...(active ? { tone: 'bad' as const } : {})}
          reason="optional"
          onConfirm={(reason) =>
            change.mutateAsync({
              params: { accountId: account.id },
              body: { state: active ? 'disabled' : 'active', reason },
            })
          }
          onClose={close}
        >
          {t(active ? 'disableText' : 'enableText')}
        </ConfirmDialog>
      )}
    </>
  );
}

function ChangeKeeper({ account, onClose }: { account: ServiceAccount; onClose: () => void }) {
  const t = useT(serviceMessages);
  const change = useCall(changeServiceKeeper, { onDone: onClose });
  const [keeperId, setKeeper] = useState<string | null>(null);
  return (
    <Dialog onClose={onClose} title={t('changeKeeper')}>
      <Stack align="stretch">
        <Keeper label={t('keeper')} except={account.keeper.id} value={keeperId} onChange={setKeeper} />
        {change.error && <Problem error={change.error} />}
        <Button
          disabled={!keeperId}
          loading={change.isPending}
          onClick={() => keeperId && change.mutate({ params: { accountId: account.id }, body: { keeperId } })}
        >
          {t('changeKeeper')}
        </Button>
      </Stack>
    </Dialog>
  );
}
