import { Select } from '@mantine/core';

export interface QuestionOption {
  value: string;
  label: string;
  type: string;
}

/** A question of the form, or none. */
export function QuestionSelect(props: {
  label: string;
  description?: string;
  questions: readonly QuestionOption[];
  value: string | null;
  onChange: (question: string | null) => void;
}) {
  return (
    <Select
      label={props.label}
      {...(props.description ? { description: props.description } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...props.questions]}
      searchable
      clearable
      value={props.value}
      onChange={props.onChange}
    />
  );
}
