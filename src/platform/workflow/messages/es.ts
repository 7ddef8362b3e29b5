import type { messages as en } from './en.ts';

export const messages = {
  waiting: '{step}: {missing}',

  'problem.workflow.state_changed':
    'Alguien lo hizo avanzar entretanto. La página de detrás muestra cómo está ahora: cierre esto y decida de nuevo.',
  'problem.workflow.not_from_here':
    'Este paso no sigue al estado actual. La página de detrás muestra cómo está ahora.',
  'problem.workflow.not_allowed': 'Sus funciones no permiten este paso aquí.',
  'problem.workflow.not_ready': 'Antes de este paso falta algo:',
  'problem.workflow.input_needed': 'Este paso necesita algo más de usted:',
  'problem.workflow.reason_needed': 'Diga por qué.',
  'problem.workflow.field_needed': 'Rellene «{field}».',
} as const satisfies Record<keyof typeof en, string>;
