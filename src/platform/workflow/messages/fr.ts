import type { messages as en } from './en.ts';

export const messages = {
  waiting: '{step} : {missing}',

  'problem.workflow.state_changed':
    'Quelqu’un a fait avancer cet élément entre-temps. La page derrière montre où il en est : fermez ceci et décidez à nouveau.',
  'problem.workflow.not_from_here':
    'Cette étape ne suit pas l’état actuel. La page derrière montre où il en est.',
  'problem.workflow.not_allowed': 'Vos rôles ne permettent pas cette étape ici.',
  'problem.workflow.not_ready': 'Il reste à faire avant cette étape :',
  'problem.workflow.input_needed': 'Cette étape attend encore de vous :',
  'problem.workflow.reason_needed': 'Dites pourquoi.',
  'problem.workflow.field_needed': 'Remplissez « {field} ».',
} as const satisfies Record<keyof typeof en, string>;
