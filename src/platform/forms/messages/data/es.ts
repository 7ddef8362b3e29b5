import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.records': 'Registros: {form}',
  'column.id': 'Registro',
  'column.instance_id': 'Identificador del envío',
  'column.instance_name': 'Nombre del registro',
  'column.version': 'Versión del formulario',
  'column.review_state': 'Revisión',
  'column.received_at': 'Recibido',
  'column.updated_at': 'Modificado',
  'column.submitted_by': 'Enviado por',
  'column.position': 'Posición',
  'column.latitude': 'Latitud',
  'column.longitude': 'Longitud',
} as const satisfies Record<keyof typeof en, string>;
