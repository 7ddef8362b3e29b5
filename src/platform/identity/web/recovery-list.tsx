import { Button, Group, Stack, Text } from '@mantine/core';
import type { RouteOutput } from '@sojourn/route-contract';
import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import {
  confirmRecovery,
  listRecoveries,
  type Recovery,
  recoveryStates,
  withdrawRecovery,
} from '../contract/recovery.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { OneTimeLink } from './one-time-link.tsx';
import { RecoveryRulePanel } from './recovery-rule.tsx';

const tones: Record<Recovery['state'], Tone> = {
  open: 'info',
  confirmed: 'good',
  withdrawn: 'neutral',
  expired: 'neutral',
};

/** Requests to let people back in; those that wait are confirmed or withdrawn here. */
export function RecoveryList({ accountId }: { accountId?: string }) {
  const t = useT(identityMessages);
  const format = useFormat();
  // Kept here: once confirmed, a request leaves the list of open ones, and its link must not go with it.
  const [made, setMade] = useState<{ name: string; link: ConfirmedLink }>();
  return (
    <Stack>
      <ListScreen
        id="recoveries"
        title={t('recovery.title')}
        intro={t('recovery.intro')}
        embedded={accountId !== undefined}
        route={listRecoveries}
        input={{ querystring: accountId ? { accountId } : {} }}
        rowKey={({ id }) => id}
        rowName={({ accountName }) => accountName}
        filters={[
          {
            id: 'state',
            label: t('recovery.state'),
            kind: 'select',
            options: recoveryStates.map((value) => ({ value, label: t(`recovery.state.${value}`) })),
          },
        ]}
        columns={[
          {
            id: 'person',
            header: t('recovery.person'),
            primary: true,
            width: 150,
            cell: (row) => (
              <AppLink to={`/administration/people/${row.accountId}`}>{row.accountName}</AppLink>
            ),
          },
          {
            id: 'state',
            header: t('recovery.state'),
            width: 105,
            cell: ({ state }) => <StateBadge tone={tones[state]}>{t(`recovery.state.${state}`)}</StateBadge>,
          },
          { id: 'reason', header: t('recovery.why'), width: 170, cell: ({ reason }) => reason },
          {
            id: 'by',
            header: t('recovery.requestedBy'),
            width: 135,
            cell: ({ requestedBy }) => requestedBy.name,
          },
          {
            id: 'at',
            header: t('recovery.requestedAt'),
            width: 115,
            cell: ({ requestedAt }) => format.relative(requestedAt),
          },
          {
            id: 'ends',
            header: t('recovery.expires'),
            width: 110,
            cell: ({ state, expiresAt }) => (state === 'open' ? format.relative(expiresAt) : '–'),
          },
          {
            id: 'ended',
            header: t('recovery.endedBy'),
            hidden: true,
            cell: ({ endedByName }) => endedByName ?? '–',
          },
          {
            id: 'act',
            header: t('recovery.act'),
            width: 175,
            cell: (row) => (row.state === 'open' ? <Acts recovery={row} onConfirmed={setMade} /> : '–'),
          },
        ]}
        empty={{
          icon: IconLifebuoy,
          title: t('recovery.empty'),
          text: t(accountId ? 'recovery.emptyHere' : 'recovery.emptyText'),
        }}
      />
      {accountId === undefined && <RecoveryRulePanel />}
      {made && <OneTimeLink name={made.name} made={made.link} onClose={() => setMade(undefined)} />}
    </Stack>
  );
}

type ConfirmedLink = RouteOutput<typeof confirmRecovery>['link'];

function Acts(props: {
  recovery: Recovery;
  onConfirmed: (made: { name: string; link: ConfirmedLink }) => void;
}) {
  const { recovery, onConfirmed } = props;
  const t = useT(identityMessages);
  const { account } = useMe();
  const [asking, setAsking] = useState<'confirm' | 'withdraw'>();
  const confirm = useCall(confirmRecovery);
  const withdraw = useCall(withdrawRecovery);
  const params = { recoveryId: recovery.id };
  const name = recovery.accountName;
  const close = () => setAsking(undefined);
  return (
    <Group gap="xs">
      {recovery.requestedBy.id !== account.id && (
        <Button
          size="compact-sm"
          aria-label={t('recovery.confirmOf', { name })}
          onClick={() => setAsking('confirm')}
        >
          {t('recovery.confirm')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('recovery.withdrawOf', { name })}
        onClick={() => setAsking('withdraw')}
      >
        {t('recovery.withdraw')}
      </Button>
      {asking === 'confirm' && (
        <ConfirmDialog
          title={t('recovery.confirmOf', { name })}
          confirmLabel={t('recovery.confirm')}
          onConfirm={async () => onConfirmed({ name, link: (await confirm.mutateAsync({ params })).link })}
          onClose={close}
        >
          <Text size="sm">{t('recovery.confirmText', { name })}</Text>
        </ConfirmDialog>
      )}
      {asking === 'withdraw' && (
        <ConfirmDialog
          title={t('recovery.withdrawOf', { name })}
          confirmLabel={t('recovery.withdraw')}
          reason="required"
          onConfirm={(reason) => withdraw.mutateAsync({ params, body: { reason } })}
          onClose={close}
        >
          {t('recovery.withdrawText')}
        </ConfirmDialog>
      )}
    </Group>
  );
}
