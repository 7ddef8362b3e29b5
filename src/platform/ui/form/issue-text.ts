import type { ZodError } from 'zod';
import type { Translator } from '../../i18n/messages.ts';
import type { messages } from '../messages/en.ts';

type Say = Translator<keyof typeof messages & string>;
type Issue = ZodError['issues'][number];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || Number.isNaN(value);

const sizes = {
  string: ['field.tooShort', 'field.tooLong'],
  array: ['field.tooFew', 'field.tooMany'],
  number: ['field.tooSmall', 'field.tooBig'],
} as const;

const sizeOf = (issue: Issue) =>
  sizes[(issue as { origin?: string }).origin as keyof typeof sizes] ?? sizes.number;

/** One zod issue as a sentence that says how to mend the field. */
export function issueText(t: Say, issue: Issue, value: unknown): string {
  if (isEmpty(value) && issue.code !== 'custom') {
    return t(issue.code === 'invalid_value' ? 'field.choose' : 'field.required');
  }
  switch (issue.code) {
    case 'too_small':
      return t(sizeOf(issue)[0], { minimum: Number(issue.minimum) });
    case 'too_big':
      return t(sizeOf(issue)[1], { maximum: Number(issue.maximum) });
    case 'invalid_type':
      return t(issue.expected === 'number' ? 'field.number' : 'field.invalid');
    case 'invalid_value':
      return t('field.choose');
    case 'invalid_format':
      if (issue.format === 'email') return t('field.email');
      return t(issue.format === 'date' || issue.format === 'datetime' ? 'field.date' : 'field.format');
    default:
      return t('field.invalid');
  }
}
