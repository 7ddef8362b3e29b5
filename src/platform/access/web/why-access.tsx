import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { listPeople, type Person } from '#platform/identity/contract/people.ts';
import { useList } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { accessMessages } from '../messages/catalogue.ts';
import { type Question, WhyAnswer } from './why-answer.tsx';
import { WhyForm } from './why-form.tsx';

/** Why can, or cannot, this person do this here: each grant and relation with the rule that decided. */
export function WhyAccess({ person }: { person: Person }) {
  const t = useT(accessMessages);
  const [asked, setAsked] = useState<Question>();
  return (
    <Panel title={t('person.why')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('why.intro')}
        </Text>
        <WhyForm onAsk={setAsked} />
        {asked && <WhyAnswer accountId={person.id} question={asked} />}
      </Stack>
    </Panel>
  );
}

/** The same question about whomever the reader chooses. */
export function WhyScreen() {
  const t = useT(accessMessages);
  const [search, setSearch] = useState('');
  const [accountId, setAccountId] = useState<string | null>(null);
  const [asked, setAsked] = useState<Question>();
  const [known, setKnown] = useState<{ value: string; label: string }>();
  const people = useList(listPeople, { querystring: { limit: 20, ...(search ? { q: search } : {}) } });
  const found = people.items.map(({ id, name }) => ({ value: id, label: name }));
  const options = known && !found.some(({ value }) => value === known.value) ? [known, ...found] : found;
  return (
    <>
      <ScreenHead title={t('why.title')} intro={t('why.intro')} />
      <Stack>
        {people.error && <Problem error={people.error} />}
        <Select
          label={t('person')}
          data={options}
          searchable
          // What matches is decided by the server, which also finds addresses.
          filter={({ options: all }) => all}
          onSearchChange={setSearch}
          value={accountId}
          onChange={(value) => {
            setAccountId(value);
            setKnown(options.find((one) => one.value === value));
          }}
          maw={420}
        />
        <WhyForm onAsk={setAsked} />
        {accountId && asked && <WhyAnswer accountId={accountId} question={asked} />}
      </Stack>
    </>
  );
}
