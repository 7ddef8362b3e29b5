import type { messages as en } from './en.ts';

export const messages = {
  'entity.casework.case': 'Caso',
  'action.casework.case_opened': 'Caso abierto',
  'action.casework.case_revealed': 'Campo sellado revelado',
  'field.risk': 'Riesgo',
  'field.fields': 'Campos',
  'field.purpose': 'Finalidad',
  'field.reference': 'Referencia',
  cases: 'Casos',
  none: 'Ningún caso suyo',
  open: 'Abrir un caso',
  name: 'Nombre de la persona',
  location: 'Dónde está la persona',
  narrative: 'Qué pasó',
  reference: 'Referencia',
  opened: 'Abierto',
  overview: 'Resumen',
  people: 'Personas',
  history: 'Historial',
  'state.open': 'Abierto',
  'state.closed': 'Cerrado',
} as const satisfies Record<keyof typeof en, string>;
