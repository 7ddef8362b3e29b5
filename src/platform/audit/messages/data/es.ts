import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.entries': 'Registro de auditoría',
  'column.id': 'Entrada',
  'column.at': 'Cuándo',
  'column.actor_id': 'Persona (identificador interno)',
  'column.actor_name': 'Persona',
  'column.actor_kind': 'Actuó como',
  'column.action': 'Acción',
  'column.entity': 'Tipo de registro',
  'column.entity_id': 'Registro',
  'column.operation': 'Operación',
  'column.office': 'Oficina',
  'column.changes': 'Qué cambió',
  'column.reason': 'Motivo',
  'actor.person': 'Persona',
  'actor.device': 'Dispositivo',
  'actor.token': 'Token de API',
  'actor.job': 'La plataforma',
  'actor.anonymous': 'Nadie identificado',
} as const satisfies Record<keyof typeof en, string>;
