import { Button, MultiSelect, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { SearchValues } from '#platform/ui/link.tsx';
import type { AnswerCondition } from '../../contract/record.ts';
import type { Outline, OutlineNode } from '../../contract/shapes.ts';
import { choiceLabels, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import {
  conditionOf,
  type Draft,
  isFilterable,
  operatorsOf,
  readConditions,
  writeConditions,
} from './conditions.ts';

/** The contract takes at most so many conditions. */
const MOST = 20;
const fresh: Draft = { path: '', op: 'is', values: [], from: '', to: '' };

/** Adds a condition on any answer: question, then how, then what. */
export function AnswerFilter({ outline, language }: { outline: Outline; language: string }) {
  const t = useT(formsMessages);
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>(fresh);
  const { conditions, add } = useConditions();
  const questions = useMemo(() => outline.nodes.filter(isFilterable), [outline]);
  const node = questions.find(({ path }) => path === draft.path);
  const condition = node && conditionOf(draft, node.kind);
  if (questions.length === 0) return null;
  const apply = () => {
    if (!condition) return;
    add(condition);
    setDraft(fresh);
    setOpen(false);
  };
  return (
    <Popover position="bottom-start" width={340} trapFocus opened={open} onChange={setOpen} withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilterPlus size={16} stroke={1.8} aria-hidden />}
          disabled={conditions.length >= MOST}
          onClick={() => setOpen(!open)}
        >
          {t('filter.byAnswer')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.byAnswer')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Stack gap="sm">
            <QuestionField
              questions={questions}
              language={language}
              value={draft.path}
              onChange={(next) => setDraft({ ...fresh, path: next.path, op: operatorsOf(next)[0]! })}
            />
            {node && <OperatorField node={node} draft={draft} onChange={setDraft} />}
            {node && (
              <ValueFields
                node={node}
                outline={outline}
                language={language}
                draft={draft}
                onChange={setDraft}
              />
            )}
            <Button type="submit" disabled={!condition}>
              {t('filter.add')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function useConditions() {
  const router = useRouter();
  const { filter } = useSearch({ strict: false }) as SearchValues;
  const conditions = readConditions([filter].flat()[0]);
  const add = (condition: AnswerCondition) =>
    void router.navigate({
      to: '.',
      search: ((before: SearchValues) => ({
        ...before,
        filter: writeConditions([...conditions, condition]),
      })) as never,
      replace: true,
      resetScroll: false,
    });
  return { conditions, add };
}

function QuestionField(props: {
  questions: readonly OutlineNode[];
  language: string;
  value: string;
  onChange: (node: OutlineNode) => void;
}) {
  const t = useT(formsMessages);
  const { questions, language } = props;
  const data = useMemo(() => {
    const labels = questions.map((node) => labelOf(node, language));
    // A label that several questions share is told apart by its path.
    return questions.map(({ path }, index) => ({
      value: path,
      label:
        labels.indexOf(labels[index]!) === labels.lastIndexOf(labels[index]!)
          ? labels[index]!
          : `${labels[index]} (${path})`,
    }));
  }, [questions, language]);
  return (
    <Select
      label={t('filter.question')}
      data={data}
      searchable
      limit={200}
      data-autofocus
      value={props.value || null}
      nothingFoundMessage={t('filter.noQuestion')}
      comboboxProps={{ withinPortal: false }}
      onChange={(path) => {
        const node = questions.find((one) => one.path === path);
        if (node) props.onChange(node);
      }}
    />
  );
}

interface FieldProps {
  node: OutlineNode;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

function OperatorField({ node, draft, onChange }: FieldProps) {
  const t = useT(formsMessages);
  const isChoice = node.kind === 'select_one' || node.kind === 'select_multiple';
  const data = operatorsOf(node).map((op) => ({
    value: op,
    label: op === 'is' && isChoice ? t('filter.op.anyOf') : t(`filter.op.${op}`),
  }));
  return (
    <Select
      label={t('filter.how')}
      data={data}
      value={draft.op}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(op) => op && onChange({ ...draft, op: op as Draft['op'] })}
    />
  );
}

function ValueFields({
  node,
  draft,
  onChange,
  outline,
  language,
}: FieldProps & { outline: Outline; language: string }) {
  const t = useT(formsMessages);
  if (draft.op === 'between') return <RangeFields node={node} draft={draft} onChange={onChange} />;
  if (draft.op === 'empty' || draft.op === 'answered') return null;
  const set = (values: string[]) => onChange({ ...draft, values });
  const choices = node.list ? (outline.lists[node.list] ?? []) : [];
  if (node.list && choices.length > 0) {
    const label = choiceLabels(outline, language);
    const values = [...new Set(choices.map(({ value }) => value))];
    return (
      <MultiSelect
        label={t('filter.values')}
        data={values.map((value) => ({ value, label: label(node.list!, value) }))}
        searchable={values.length > 8}
        limit={200}
        value={[...draft.values]}
        comboboxProps={{ withinPortal: false }}
        onChange={set}
      />
    );
  }
  return (
    <TagsInput
      label={t('filter.values')}
      description={t('filter.values.hint')}
      value={[...draft.values]}
      acceptValueOnBlur
      comboboxProps={{ withinPortal: false }}
      onChange={set}
    />
  );
}

function RangeFields({ node, draft, onChange }: FieldProps) {
  const t = useT(formsMessages);
  const isDate = node.kind === 'date' || node.kind === 'dateTime';
  const field = (end: 'from' | 'to') => (
    <TextInput
      label={t(`filter.${end}`)}
      {...(isDate ? { type: 'date' } : { inputMode: 'decimal' as const })}
      value={draft[end]}
      onChange={(event) => onChange({ ...draft, [end]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.range}>
      {field('from')}
      {field('to')}
    </div>
  );
}
