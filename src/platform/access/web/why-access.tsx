import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { Person } from '#platform/identity/contract/people.ts';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { usePermissionWords } from '#platform/ui/slice-words.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Explanation, explainAccess } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { useDirectory } from './use-directory.ts';

interface Question {
  permission: string;
  officeId: string;
  operationId: string | null;
}

/** Why can, or cannot, this person do this here: each grant with the rule that decided. */
export function WhyAccess({ person }: { person: Person }) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const [permission, setPermission] = useState<string | null>(null);
  const [officeId, setOfficeId] = useState<string | null>(null);
  const [operationId, setOperationId] = useState<string | null>(null);
  const [asked, setAsked] = useState<Question>();
  const say = usePermissionWords(directory.permissions);
  const office = officeId ?? directory.tree[0]?.office.id ?? null;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (permission && office) setAsked({ permission, officeId: office, operationId });
  };
  return (
    <Panel title={t('person.why')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('why.intro')}
        </Text>
        <form onSubmit={ask}>
          <Group align="end">
            <Select
              label={t('permission')}
              data={directory.permissions.map((code) => ({ value: code, label: say(code) }))}
              searchable
              value={permission}
              onChange={setPermission}
            />
            <Select
              label={t('office')}
              data={directory.officeOptions}
              searchable
              allowDeselect={false}
              value={office}
              onChange={setOfficeId}
            />
            <Select
              label={t('operation')}
              placeholder={t('allOperations')}
              data={directory.operationOptions}
              clearable
              value={operationId}
              onChange={setOperationId}
            />
            <Button type="submit" disabled={!permission || !office}>
              {t('why.ask')}
            </Button>
          </Group>
        </form>
        {asked && <Answer person={person} question={asked} />}
      </Stack>
    </Panel>
  );
}

function Answer({ person, question }: { person: Person; question: Question }) {
  const t = useT(accessMessages);
  const { operationId, ...rest } = question;
  const answer = useRead(explainAccess, {
    querystring: { accountId: person.id, ...rest, ...(operationId ? { operationId } : {}) },
  });
  if (answer.error) return <Problem error={answer.error} />;
  if (!answer.data) return null;
  const { allowed, steps } = answer.data;
  return (
    <Stack gap="xs">
      <div role="status">
        <StateBadge tone={allowed ? 'good' : 'bad'}>
          {t(allowed ? 'why.allowed' : 'why.refused', { name: person.name })}
        </StateBadge>
      </div>
      {steps.length === 0 ? <Text size="sm">{t('why.noGrants')}</Text> : <Steps steps={steps} />}
    </Stack>
  );
}

function Steps({ steps }: Pick<Explanation, 'steps'>) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  return (
    <DataTable
      caption={t('why.rule')}
      hideCaption
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
        {
          id: 'rule',
          header: t('why.rule'),
          cell: ({ rule, gives }) => (
            <Group gap={6} wrap="nowrap">
              {gives ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
              {t(`why.${rule}`)}
            </Group>
          ),
        },
      ]}
    />
  );
}
