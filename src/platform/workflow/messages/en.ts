export const messages = {
  waiting: '{step}: {missing}',

  'problem.workflow.state_changed':
    'Somebody moved this on meanwhile. The page behind shows where it stands now: close this and decide anew.',
  'problem.workflow.not_from_here':
    'This step does not follow from the present state. The page behind shows where it stands now.',
  'problem.workflow.not_allowed': 'Your roles do not allow this step here.',
  'problem.workflow.not_ready': 'Something must happen before this step:',
  'problem.workflow.input_needed': 'This step needs more from you:',
  'problem.workflow.reason_needed': 'Say why.',
  'problem.workflow.field_needed': 'Fill in “{field}”.',
} as const satisfies Record<string, string>;
