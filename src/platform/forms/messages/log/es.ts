import type { log as en } from './en.ts';

export const log = {
  'field.reviewState': 'Revisión',
  'field.state': 'Estado',
  'field.version': 'Versión',
  'field.versionId': 'Versión (identificador interno)',
  'field.formId': 'Formulario (identificador interno)',
  'field.instanceId': 'Identificador',
  'field.submissionId': 'Envío (identificador interno)',
  'field.xmlFormId': 'Identificador del formulario',
  'field.retired': 'Versiones retiradas con ella',
  'field.replaced': 'Borrador sustituido',
  'field.workbook': 'Libro (suma de comprobación)',
  'value.reviewState.received': 'Por revisar',
  'value.reviewState.edited': 'Editado',
  'value.reviewState.has_issues': 'Con problemas',
  'value.reviewState.approved': 'Aprobado',
  'value.reviewState.rejected': 'Rechazado',
  'value.state.draft': 'Borrador',
  'value.state.tested': 'Probada',
  'value.state.published': 'Publicada',
  'value.state.retired': 'Retirada',
} as const satisfies Record<keyof typeof en, string>;
