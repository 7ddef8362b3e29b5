import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Grant, listGrants } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { useDirectory } from './use-directory.ts';

/** Whether a grant holds today, in a word. */
export function GrantState({ grant }: { grant: Grant }) {
  const t = useT(accessMessages);
  if (grant.inForce) return <StateBadge tone="good">{t('grants.inForce')}</StateBadge>;
  if (grant.revokedAt) return <StateBadge>{t('grants.revoked')}</StateBadge>;
  const over = grant.endsOn !== null && grant.endsOn < new Date().toISOString().slice(0, 10);
  return (
    <StateBadge tone={over ? 'neutral' : 'info'}>{t(over ? 'grants.ended' : 'grants.later')}</StateBadge>
  );
}

/** Who holds which role, where, and until when. */
export function GrantList() {
  const t = useT(accessMessages);
  const format = useFormat();
  const directory = useDirectory();
  return (
    <ListScreen
      id="grants"
      title={t('grants.title')}
      intro={t('grants.intro')}
      actions={
        <Button component={AppLink} to="/administration/why" variant="default">
          {t('why.title')}
        </Button>
      }
      route={listGrants}
      rowKey={({ id }) => id}
      rowName={({ accountName, roleId }) => `${accountName}, ${directory.nameOfRole(roleId)}`}
      rowLink={({ accountId }) => `/administration/people/${accountId}?tab=grants`}
      filters={[
        { id: 'roleId', label: t('role'), kind: 'select', options: directory.roleOptions },
        { id: 'officeId', label: t('office'), kind: 'select', options: directory.officeOptions },
        {
          id: 'inForce',
          label: t('grants.inForce'),
          kind: 'select',
          options: [{ value: 'true', label: t('grants.onlyInForce') }],
        },
      ]}
      columns={[
        { id: 'person', header: t('person'), cell: ({ accountName }) => accountName, primary: true },
        { id: 'role', header: t('role'), cell: ({ roleId }) => directory.nameOfRole(roleId), width: 220 },
        { id: 'office', header: t('office'), cell: ({ officeId }) => directory.nameOfOffice(officeId) },
        {
          id: 'operation',
          header: t('operation'),
          cell: ({ operationId }) =>
            operationId ? directory.nameOfOperation(operationId) : t('allOperations'),
        },
        {
          id: 'state',
          header: t('grants.inForce'),
          width: 140,
          cell: (grant) => <GrantState grant={grant} />,
        },
        { id: 'from', header: t('grants.from'), width: 130, cell: ({ startsOn }) => format.date(startsOn) },
        {
          id: 'until',
          header: t('grants.until'),
          width: 130,
          cell: ({ endsOn }) => (endsOn ? format.date(endsOn) : t('grants.open')),
        },
        { id: 'by', header: t('grants.by'), cell: ({ grantedByName }) => grantedByName ?? '–', hidden: true },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason || '–', hidden: true },
      ]}
      empty={{ icon: IconKey, title: t('grants.none') }}
    />
  );
}
