import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listServiceAccounts } from '../contract/service-account.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';

/** Accounts of programs in the offices that the reader looks after. */
export function ServiceList() {
  const t = useT(serviceMessages);
  const format = useFormat();
  const add = useMay('identity.account.write') && (
    <Button component={AppLink} to="/administration/service-accounts/new" className="">
      {t('new')}
    </Button>
  );
  return (
    <ListScreen
      id="service-accounts"
      title={t('title')}
      intro={t('intro')}
      route={listServiceAccounts}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      rowLink={({ id }) => `/administration/service-accounts/${id}`}
      searchLabel={t('search')}
      actions={add}
      filters={[
        {
          id: 'state',
          label: t('state'),
          kind: 'select',
          options: (['active', 'disabled'] as const).map((value) => ({ value, label: t(value) })),
        },
      ]}
      columns={[
        { id: 'name', header: t('name'), cell: ({ name }) => name, primary: true, width: 220 },
        { id: 'office', header: t('office'), cell: ({ officeName }) => officeName, width: 180 },
        {
          id: 'keeper',
          header: t('keeper'),
          width: 180,
          cell: ({ keeper }) => (keeper.active ? keeper.name : t('keeperLeft', { name: keeper.name })),
        },
        {
          id: 'state',
          header: t('state'),
          width: 120,
          cell: ({ state }) => (
            <StateBadge tone={state === 'active' ? 'good' : 'neutral'}>{t(state)}</StateBadge>
          ),
        },
        { id: 'tokens', header: t('tokens'), cell: (row) => format.number(row.tokens), numeric: true },
        {
          id: 'used',
          header: t('lastUsed'),
          cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt) : t('never')),
        },
      ]}
      empty={{ icon: IconRobot, title: t('empty'), text: t('emptyText'), actions: add }}
    />
  );
}
