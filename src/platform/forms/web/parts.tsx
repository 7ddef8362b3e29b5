import { Select } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import type { FormSummary } from '../contract/form.ts';
import type { ReviewState, VersionState } from '../contract/shapes.ts';
import { formsMessages } from '../messages/catalogue.ts';

const formTones: Record<FormSummary['state'], Tone> = {
  draft: 'warn',
  published: 'good',
  retired: 'neutral',
};
const versionTones: Record<VersionState, Tone> = {
  draft: 'warn',
  tested: 'info',
  published: 'good',
  retired: 'neutral',
};
const reviewTones: Record<ReviewState, Tone> = {
  received: 'neutral',
  edited: 'info',
  has_issues: 'warn',
  approved: 'good',
  rejected: 'bad',
};

export const reviewStates: readonly ReviewState[] = [
  'received',
  'edited',
  'has_issues',
  'approved',
  'rejected',
];

export function FormStateBadge({ state }: { state: FormSummary['state'] }) {
  const t = useT(formsMessages);
  return <StateBadge tone={formTones[state]}>{t(`state.${state}`)}</StateBadge>;
}

export function VersionStateBadge({ state }: { state: VersionState }) {
  const t = useT(formsMessages);
  return <StateBadge tone={versionTones[state]}>{t(`state.${state}`)}</StateBadge>;
}

export function ReviewBadge({ state }: { state: ReviewState }) {
  const t = useT(formsMessages);
  return <StateBadge tone={reviewTones[state]}>{t(`review.${state}`)}</StateBadge>;
}

/** In which of the form's languages its labels are shown; nothing where there is no choice. */
export function FormLanguage(props: {
  languages: readonly string[];
  value: string;
  onChange: (language: string) => void;
}) {
  const t = useT(formsMessages);
  if (props.languages.length < 2) return null;
  return (
    <Select
      size="xs"
      aria-label={t('labels.language')}
      data={[...props.languages]}
      value={props.value}
      allowDeselect={false}
      onChange={(value) => value && props.onChange(value)}
    />
  );
}
