import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Exclusion, listRelations, type Relation } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { actColumn } from './act-column.tsx';
import classes from './record-people.module.css';
import { EndRelation, ExcludePerson, GiveRelation, LetIn } from './record-people-dialogs.tsx';
import { useRelationWords } from './use-relation-words.ts';

interface RecordPeopleProps {
  /** Kind of the record, `schema.table`, declared in its slice's `access.records`. */
  entity: string;
  entityId: string;
}

/**
 * Who works on one record, how and until when; for those who assign it also who is shut out, and the ways to change both.
 * One line on a record screen; what the reader may do comes from the server.
 */
export function RecordPeople(record: RecordPeopleProps) {
  const t = useT(accessMessages);
  const view = useRead(listRelations, { params: record });
  if (view.error)
    return (
      <Panel title={t('people.title')}>
        <Problem error={view.error} onRetry={() => void view.refetch()} />
      </Panel>
    );
  if (!view.data) return <Skeleton height={160} aria-label={t('people.title')} aria-busy />;
  const { items, exclusions, mayAssign, relations } = view.data;
  return (
    <>
      <Related
        record={record}
        items={items}
        shutOut={new Set(exclusions.filter(({ endedAt }) => !endedAt).map(({ accountId }) => accountId))}
        relations={mayAssign ? relations : null}
      />
      {mayAssign && <Excluded record={record} exclusions={exclusions} />}
    </>
  );
}

const today = (): string => new Date().toISOString().slice(0, 10);
const isOver = ({ endedAt, endsOn }: Relation): boolean =>
  endedAt !== null || (endsOn !== null && endsOn < today());

function Related(props: {
  record: RecordPeopleProps;
  items: readonly Relation[];
  shutOut: ReadonlySet<string>;
  /** Relations that may be given; null for who does not assign. */
  relations: readonly string[] | null;
}) {
  const t = useT(accessMessages);
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Relation>();
  const now = props.items.filter((item) => !isOver(item));
  const past = props.items.filter(isOver);
  const add = props.relations && (
    <Button size="xs" onClick={() => setGiving(true)}>
      {t('people.give')}
    </Button>
  );
  return (
    <Panel title={t('people.title')} aside={now.length > 0 && add} flush>
      {now.length === 0 ? (
        <EmptyState icon={IconUsers} title={t('people.none')} actions={add}>
          {t('people.noneText')}
        </EmptyState>
      ) : (
        <RelationTable
          {...props}
          caption={t('people.title')}
          items={now}
          {...(props.relations ? { onEnd: setEnding } : {})}
        />
      )}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{t('people.past', { count: past.length })}</summary>
          <RelationTable {...props} caption={t('people.pastTitle')} items={past} />
        </details>
      )}
      {giving && props.relations && (
        <GiveRelation record={props.record} relations={props.relations} onClose={() => setGiving(false)} />
      )}
      {ending && <EndRelation record={props.record} relation={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  );
}

function RelationTable(props: {
  record: RecordPeopleProps;
  caption: string;
  items: readonly Relation[];
  shutOut: ReadonlySet<string>;
  onEnd?: (relation: Relation) => void;
}) {
  const t = useT(accessMessages);
  const format = useFormat();
  const say = useRelationWords(props.record.entity);
  return (
    <DataTable
      caption={props.caption}
      hideCaption
      rows={props.items}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'person',
          header: t('person'),
          rowHeader: true,
          cell: ({ accountName, accountId }) => (
            <Group gap="xs">
              {accountName || t('people.unnamed')}
              {props.shutOut.has(accountId) && <StateBadge tone="bad">{t('people.shutOut')}</StateBadge>}
            </Group>
          ),
        },
        { id: 'relation', header: t('why.relation'), cell: ({ relation }) => say(relation) },
        { id: 'from', header: t('grants.from'), cell: ({ startsOn }) => format.date(startsOn) },
        {
          id: 'until',
          header: t('grants.until'),
          cell: ({ endedAt, endsOn }) =>
            endedAt ? format.dateTime(endedAt) : endsOn ? format.date(endsOn) : t('grants.open'),
        },
        { id: 'by', header: t('people.by'), cell: ({ givenByName }) => givenByName ?? '–' },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason || '–' },
        ...actColumn<Relation>({
          id: 'end',
          header: t('change'),
          label: t('people.end'),
          name: ({ accountName, relation }) =>
            t('people.endOf', { name: accountName, relation: say(relation) }),
          act: props.onEnd,
        }),
      ]}
    />
  );
}

function Excluded(props: { record: RecordPeopleProps; exclusions: readonly Exclusion[] }) {
  const t = useT(accessMessages);
  const [excluding, setExcluding] = useState(false);
  const [letting, setLetting] = useState<Exclusion>();
  const now = props.exclusions.filter(({ endedAt }) => !endedAt);
  const past = props.exclusions.filter(({ endedAt }) => endedAt);
  return (
    <Panel
      title={t('people.excluded')}
      aside={
        <Button size="xs" variant="default" onClick={() => setExcluding(true)}>
          {t('people.exclude')}
        </Button>
      }
      flush
    >
      <Stack gap="xs" px="md" py="sm">
        <Text size="sm" c="dimmed">
          {t(now.length > 0 ? 'people.excludedText' : 'people.excludedNone')}
        </Text>
      </Stack>
      {now.length > 0 && <ExclusionTable caption={t('people.excluded')} items={now} onLetIn={setLetting} />}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{t('people.letInPast', { count: past.length })}</summary>
          <ExclusionTable caption={t('people.letInTitle')} items={past} />
        </details>
      )}
      {excluding && <ExcludePerson record={props.record} onClose={() => setExcluding(false)} />}
      {letting && <LetIn record={props.record} exclusion={letting} onClose={() => setLetting(undefined)} />}
    </Panel>
  );
}

function ExclusionTable(props: {
  caption: string;
  items: readonly Exclusion[];
  onLetIn?: (exclusion: Exclusion) => void;
}) {
  const t = useT(accessMessages);
  const format = useFormat();
  const { onLetIn } = props;
  return (
    <DataTable
      caption={props.caption}
      hideCaption
      rows={props.items}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'person',
          header: t('person'),
          rowHeader: true,
          cell: ({ accountName }) => accountName || t('people.unnamed'),
        },
        { id: 'kind', header: t('people.kind'), cell: ({ kind }) => t(`exclusion.${kind}`) },
        { id: 'from', header: t('grants.from'), cell: ({ givenAt }) => format.dateTime(givenAt) },
        ...(onLetIn
          ? []
          : [
              {
                id: 'until',
                header: t('grants.until'),
                cell: ({ endedAt }: Exclusion) => (endedAt ? format.dateTime(endedAt) : '–'),
              },
            ]),
        { id: 'by', header: t('people.excludedBy'), cell: ({ givenByName }) => givenByName ?? '–' },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason },
        ...actColumn<Exclusion>({
          id: 'letIn',
          header: t('change'),
          label: t('people.letIn'),
          name: ({ accountName }) => t('people.letInOf', { name: accountName }),
          act: onLetIn,
        }),
      ]}
    />
  );
}
