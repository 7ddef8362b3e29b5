import { Group, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import type { FormRecord } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { bestLanguage, choiceLabels, directionIn, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import type { AnswerWords } from '../answer-text.ts';
import classes from '../forms.module.css';
import { FormLanguage } from '../parts.tsx';
import { Answer } from './answer.tsx';
import { type AnswerItem, answerTree, type RepeatTable, unknownAnswers } from './answer-tree.ts';
import { FindingList } from './finding.tsx';

interface Shown {
  record: FormRecord;
  language: string;
  words: AnswerWords;
}

/** The answers, grouped as in the form, in a language of the form. */
export function AnswersTab({ record, outline }: { record: FormRecord; outline: Outline }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const reader = useLanguage();
  const [language, setLanguage] = useState(() => bestLanguage(outline, reader));
  const [withEmpty, setWithEmpty] = useState(false);
  const items = useMemo(() => answerTree(outline, record.data, withEmpty), [outline, record.data, withEmpty]);
  const words = useMemo<AnswerWords>(
    () => ({ format, choice: choiceLabels(outline, language) }),
    [format, outline, language],
  );
  const unknown = unknownAnswers(outline, record.data);
  return (
    <>
      <RecordFacts record={record} />
      <FindingList record={record} outline={outline} language={language} />
      <Panel
        title={t('tab.answers')}
        aside={
          <Group gap="md">
            <Switch
              size="sm"
              label={t('answers.withEmpty')}
              checked={withEmpty}
              onChange={(event) => setWithEmpty(event.currentTarget.checked)}
            />
            <FormLanguage languages={outline.languages} value={language} onChange={setLanguage} />
          </Group>
        }
      >
        {items.length === 0 ? (
          <p className={classes.quiet}>{t('answers.none')}</p>
        ) : (
          <div className={classes.answers}>
            <Items items={items} shown={{ record, language, words }} level={3} />
          </div>
        )}
      </Panel>
      {unknown.length > 0 && (
        <Panel title={t('answers.unknown')}>
          <Facts facts={unknown.map(([path, value]) => ({ label: path, value: asText(value) }))} />
        </Panel>
      )}
    </>
  );
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function RecordFacts({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const facts: [string, string][] = [
    [t('record.received'), format.dateTime(record.receivedAt)],
    ...(record.startedAt
      ? [[t('record.started'), format.dateTime(record.startedAt)] as [string, string]]
      : []),
    ...(record.endedAt ? [[t('record.ended'), format.dateTime(record.endedAt)] as [string, string]] : []),
    [t('record.version'), record.version || '–'],
  ];
  return (
    <dl className={`sj-surface ${classes.recordFacts}`} aria-label={t('record.facts')}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{t('record.identifier')}</dt>
        <dd className="sj-code">{record.instanceId}</dd>
      </div>
    </dl>
  );
}

/** Neighbouring answers share one list; groups and repeats stand between. */
function Items({ items, shown, level }: { items: readonly AnswerItem[]; shown: Shown; level: 3 | 4 }) {
  const runs: AnswerItem[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (item.kind === 'answer' && last?.[0]?.kind === 'answer') last.push(item);
    else runs.push([item]);
  }
  return runs.map((run) => {
    const [first] = run as [AnswerItem];
    if (first.kind === 'answer') return <AnswerRun key={first.node.path} items={run} shown={shown} />;
    const Title = `h${level}` as 'h3' | 'h4';
    return (
      <section key={first.node.path} className={classes.answerGroup}>
        <Title dir={directionIn(shown.language)}>{labelOf(first.node, shown.language)}</Title>
        {first.kind === 'group' ? (
          <Items items={first.items} shown={shown} level={4} />
        ) : (
          first.tables.map((table) => (
            <Entries key={table.node.path} table={table} top={first.node.path} shown={shown} />
          ))
        )}
      </section>
    );
  });
}

function AnswerRun({ items, shown }: { items: readonly AnswerItem[]; shown: Shown }) {
  const { record, language, words } = shown;
  return (
    <dl>
      {items.map((item) =>
        item.kind === 'answer' ? (
          <div key={item.node.path} className={classes.answer}>
            <dt dir={directionIn(language)}>{labelOf(item.node, language)}</dt>
            <dd>
              <Answer node={item.node} value={item.value} record={record} words={words} language={language} />
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** The entries of a repeat. A repeat inside it names the entry that each of its own belongs to. */
function Entries({ table, top, shown }: { table: RepeatTable; top: string; shown: Shown }) {
  const t = useT(formsMessages);
  const { record, language, words } = shown;
  return (
    <DataTable
      caption={labelOf(table.node, language)}
      hideCaption={table.node.path === top}
      rows={table.rows}
      rowKey={(row) => row.number}
      columns={[
        { id: '#', header: t('answers.entry'), rowHeader: true, cell: (row) => row.number },
        ...table.columns.map((node) => ({
          id: node.path,
          header: labelOf(node, language),
          numeric: node.kind === 'integer' || node.kind === 'decimal',
          cell: (row: RepeatTable['rows'][number]) => (
            <Answer
              node={node}
              value={row.data[node.path]}
              record={record}
              words={words}
              language={language}
              entry={row.number}
            />
          ),
        })),
      ]}
    />
  );
}
