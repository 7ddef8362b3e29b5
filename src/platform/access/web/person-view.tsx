import { useParams } from '@tanstack/react-router';
import { languageNames } from '#platform/i18n/language.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { getPerson, type Person } from '#platform/identity/contract/people.ts';
import { identityMessages } from '#platform/identity/messages/catalogue.ts';
import { personTones } from '#platform/identity/web/people-list.tsx';
import { PersonActions } from '#platform/identity/web/person-actions.tsx';
import { PersonSessions } from '#platform/identity/web/person-sessions.tsx';
import { RecoveryList } from '#platform/identity/web/recovery-list.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Facts } from '#platform/ui/facts.tsx';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { accessMessages } from '../messages/catalogue.ts';
import { PersonGrants } from './person-grants.tsx';
import { WhyAccess } from './why-access.tsx';

/** One person: the account, the roles held, and why they may or may not do something. */
export function PersonView() {
  const t = useT(accessMessages);
  const say = useT(identityMessages);
  const { accountId = '' } = useParams({ strict: false }) as { accountId?: string };
  const seesGrants = useMay('access.grant.read');
  const inCharge = useMay('identity.account.write');
  const person = useRead(getPerson, { params: { accountId } });
  const back = { to: '/administration/people', label: t('person.back') };
  if (person.error) {
    return <UnreadableRecord back={back} error={person.error} onRetry={() => void person.refetch()} />;
  }
  if (!person.data) return null;
  const account = person.data;
  return (
    <RecordScreen
      reference={t('person.account')}
      showReference={false}
      title={account.name}
      back={back}
      state={
        <StateBadge tone={personTones[account.state]}>{say(`people.state.${account.state}`)}</StateBadge>
      }
      actions={<PersonActions person={account} />}
      tabs={[
        { id: 'account', label: t('person.account'), content: <AccountFacts person={account} /> },
        ...(seesGrants
          ? [
              { id: 'grants', label: t('person.grants'), content: <PersonGrants person={account} /> },
              { id: 'why', label: t('person.why'), content: <WhyAccess person={account} /> },
            ]
          : []),
        ...(inCharge
          ? [
              {
                id: 'sessions',
                label: say('people.sessions'),
                content: <PersonSessions accountId={account.id} />,
              },
              {
                id: 'recovery',
                label: say('recovery.title'),
                content: <RecoveryList accountId={account.id} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function AccountFacts({ person }: { person: Person }) {
  const t = useT(accessMessages);
  const say = useT(identityMessages);
  const format = useFormat();
  return (
    <Panel title={t('person.account')}>
      <Facts
        facts={[
          { label: say('email'), value: person.email },
          { label: say('language'), value: languageNames[person.language] },
          {
            label: say('people.secondFactor'),
            value: say(person.hasSecondFactor ? 'factor.on' : 'factor.off'),
          },
          {
            label: say('people.lastSeen'),
            value: person.lastSeenAt ? format.dateTime(person.lastSeenAt) : say('people.never'),
          },
          { label: say('people.created'), value: format.dateTime(person.createdAt) },
        ]}
      />
    </Panel>
  );
}
