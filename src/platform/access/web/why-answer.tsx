import { Group, List, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Explanation, explainAccess } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { useDirectory } from './use-directory.ts';
import { useRelationWords } from './use-relation-words.ts';

export type Question = {
  permission?: string;
  routeId?: string;
  officeId?: string;
  operationId?: string;
  entity?: string;
  entityId?: string;
};

/** Yes or no, what would have to change, and each grant and relation with the rule that decided. */
export function WhyAnswer({ accountId, question }: { accountId: string; question: Question }) {
  const t = useT(accessMessages);
  const answer = useRead(explainAccess, { querystring: { accountId, ...question } });
  if (answer.error) return <Problem error={answer.error} />;
  if (!answer.data) return null;
  const { allowed, account, missing, record, steps } = answer.data;
  return (
    <Stack gap="sm">
      <div role="status">
        <StateBadge tone={allowed ? 'good' : 'bad'}>
          {t(allowed ? 'why.allowed' : 'why.refused', { name: account.name })}
        </StateBadge>
      </div>
      {missing.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('why.missing', { place: answer.data.placeName })}
          </Text>
          <List size="sm">
            {missing.map((one) => (
              <List.Item key={one}>{t(`why.missing.${one}`)}</List.Item>
            ))}
          </List>
        </div>
      )}
      {steps.length === 0 ? <Text size="sm">{t('why.noGrants')}</Text> : <Grants steps={steps} />}
      {record && <Relations record={record} />}
    </Stack>
  );
}

function Rule({ gives, text }: { gives: boolean; text: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      {gives ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
      {text}
    </Group>
  );
}

function useDates() {
  const t = useT(accessMessages);
  const format = useFormat();
  return ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }): string =>
    `${format.date(startsOn)} – ${endsOn ? format.date(endsOn) : t('grants.open')}`;
}

function Grants({ steps }: Pick<Explanation, 'steps'>) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const dates = useDates();
  return (
    <DataTable
      caption={t('person.grants')}
      rows={steps}
      rowKey={({ grantId }) => grantId}
      columns={[
        {
          id: 'role',
          header: t('role'),
          rowHeader: true,
          cell: ({ roleId }) => directory.nameOfRole(roleId),
        },
        { id: 'office', header: t('office'), cell: ({ officeName }) => officeName },
        {
          id: 'operation',
          header: t('operation'),
          cell: ({ operationId }) =>
            operationId ? directory.nameOfOperation(operationId) : t('allOperations'),
        },
        { id: 'dates', header: t('why.dates'), cell: dates },
        {
          id: 'rule',
          header: t('why.rule'),
          cell: ({ rule, gives }) => <Rule gives={gives} text={t(`why.${rule}`)} />,
        },
      ]}
    />
  );
}

function Relations({ record }: { record: NonNullable<Explanation['record']> }) {
  const t = useT(accessMessages);
  const format = useFormat();
  const dates = useDates();
  const say = useRelationWords(record.entity);
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t(record.relations.length > 0 ? 'why.opensWith' : 'why.opensNever', {
          relations: format.list(record.relations.map(say)),
        })}
      </Text>
      {record.excluded && (
        <div>
          <StateBadge tone="bad">{t('why.excluded')}</StateBadge>
        </div>
      )}
      {record.assignments.length > 0 && (
        <DataTable
          caption={t('why.relations')}
          rows={record.assignments}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'relation',
              header: t('why.relation'),
              rowHeader: true,
              cell: ({ relation }) => say(relation),
            },
            { id: 'dates', header: t('why.dates'), cell: dates },
            {
              id: 'rule',
              header: t('why.rule'),
              cell: ({ rule, gives }) => <Rule gives={gives} text={t(`why.relation.${rule}`)} />,
            },
          ]}
        />
      )}
      {record.openings.map(({ id, endsAt, gives }) => (
        <Rule key={id} gives={gives} text={t('why.opening', { when: format.dateTime(endsAt) })} />
      ))}
    </Stack>
  );
}
