import { useMemo } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import type { Filter } from '#platform/ui/list/types.ts';
import type { Form } from '../../contract/form.ts';
import type { AnswerCondition } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import type { AnswerWords } from '../answer-text.ts';
import { reviewStates } from '../parts.tsx';
import { readConditions, writeConditions } from './conditions.ts';

/** What narrows the records of a form: what every record has, and conditions on answers. */
export function useRecordFilters(
  form: Form,
  outline: Outline,
  words: AnswerWords,
  language: string,
): Filter[] {
  const t = useT(formsMessages);
  const describe = useConditionWords(outline, words, language);
  return useMemo(
    () => [
      {
        id: 'reviewState',
        label: t('record.state'),
        kind: 'multi',
        options: reviewStates.map((value) => ({ value, label: t(`review.${value}`) })),
      },
      { id: 'received', label: t('record.received'), kind: 'date' },
      {
        id: 'versionId',
        label: t('record.version'),
        kind: 'select',
        options: form.versions
          .filter(({ recordCount }) => recordCount > 0)
          .map(({ id, version }) => ({ value: id, label: version || '–' })),
      },
      {
        id: 'filter',
        label: t('filter.answer'),
        kind: 'own',
        parts: (value: string) => {
          const conditions = readConditions(value);
          if (conditions.length === 0) return [{ text: t('filter.said.broken'), rest: undefined }];
          return conditions.map((condition) => ({
            text: describe(condition),
            rest: writeConditions(conditions.filter((other) => other !== condition)),
          }));
        },
      },
      {
        id: 'bbox',
        label: t('filter.area'),
        kind: 'own',
        parts: () => [
          {
            text: t('filter.said.area'),
            rest: undefined,
          },
        ],
      },
    ],
    [t, form.versions, describe],
  );
}

/** Says a condition on an answer in words. */
function useConditionWords(outline: Outline, words: AnswerWords, language: string) {
  const t = useT(formsMessages);
  const format = useFormat();
  return useMemo(() => {
    const nodes = new Map(outline.nodes.map((node) => [node.path, node]));
    const end = (value: string | number): string =>
      typeof value === 'number' ? format.number(value) : format.date(value);
    const range = (question: string, from?: string | number, to?: string | number): string => {
      if (from === undefined) return t('filter.said.atMost', { question, to: end(to!) });
      if (to === undefined) return t('filter.said.atLeast', { question, from: end(from) });
      return t('filter.said.between', { question, from: end(from), to: end(to) });
    };
    return (condition: AnswerCondition): string => {
      const node = nodes.get(condition.path);
      const question = node ? labelOf(node, language) : condition.path;
      switch (condition.op) {
        case 'empty':
        case 'answered':
          return t(`filter.said.${condition.op}`, { question });
        case 'between':
          return range(question, condition.from, condition.to);
        default: {
          const say = (value: string) => (node?.list ? words.choice(node.list, value) : value);
          return t(`filter.said.${condition.op}`, { question, values: condition.values.map(say).join(', ') });
        }
      }
    };
  }, [t, format, outline, words, language]);
}
