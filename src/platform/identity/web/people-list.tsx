import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import { listPeople, type Person } from '../contract/people.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';

export const personTones: Record<Person['state'], Tone> = {
  invited: 'info',
  active: 'good',
  disabled: 'neutral',
};
const states = ['invited', 'active', 'disabled'] as const;

/** What belongs to the accounts of people and is seldom opened. */
function Beside() {
  const t = useT(identityMessages);
  const inCharge = useMay('identity.account.write');
  const rules = useMay('identity.rule.write');
  const say = useT(serviceMessages);
  return (
    <>
      <Button component={AppLink} to="/administration/service-accounts" className="" variant="default">
        {say('title')}
      </Button>
      {inCharge && (
        <Button component={AppLink} to="/administration/recoveries" className="" variant="default">
          {t('recovery.title')}
        </Button>
      )}
      {rules && (
        <Button component={AppLink} to="/administration/sign-ins" className="" variant="default">
          {t('provider.title')}
        </Button>
      )}
    </>
  );
}

/** Accounts in the offices that the reader looks after. */
export function PeopleList() {
  const t = useT(identityMessages);
  const format = useFormat();
  const mayInvite = useMay('identity.account.write');
  const invite = mayInvite && (
    <Button component={AppLink} to="/administration/people/new" className="">
      {t('people.invite')}
    </Button>
  );
  return (
    <ListScreen
      id="people"
      title={t('people.title')}
      intro={t('people.intro')}
      route={listPeople}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      rowLink={({ id }) => `/administration/people/${id}`}
      searchLabel={t('people.search')}
      actions={
        <>
          <Beside />
          {invite}
        </>
      }
      filters={[
        {
          id: 'state',
          label: t('people.state'),
          kind: 'select',
          options: states.map((value) => ({ value, label: t(`people.state.${value}`) })),
        },
      ]}
      columns={[
        { id: 'name', header: t('name'), cell: ({ name }) => name, primary: true, width: 220 },
        { id: 'email', header: t('email'), cell: ({ email }) => email, width: 240 },
        {
          id: 'state',
          header: t('people.state'),
          width: 130,
          cell: ({ state }) => (
            <StateBadge tone={personTones[state]}>{t(`people.state.${state}`)}</StateBadge>
          ),
        },
        {
          id: 'secondFactor',
          header: t('people.secondFactor'),
          width: 140,
          cell: ({ hasSecondFactor }) => t(hasSecondFactor ? 'factor.on' : 'factor.off'),
        },
        {
          id: 'lastSeen',
          header: t('people.lastSeen'),
          cell: ({ lastSeenAt }) => (lastSeenAt ? format.relative(lastSeenAt) : t('people.never')),
        },
        {
          id: 'created',
          header: t('people.created'),
          cell: ({ createdAt }) => format.date(createdAt),
          hidden: true,
        },
      ]}
      empty={{ icon: IconUsers, title: t('people.title'), text: t('people.emptyText'), actions: invite }}
    />
  );
}
