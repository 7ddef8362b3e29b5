import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.entries': 'Journal d’audit',
  'column.id': 'Entrée',
  'column.at': 'Quand',
  'column.actor_id': 'Personne (identifiant interne)',
  'column.actor_name': 'Personne',
  'column.actor_kind': 'A agi comme',
  'column.action': 'Action',
  'column.entity': 'Type d’objet',
  'column.entity_id': 'Objet',
  'column.operation': 'Opération',
  'column.office': 'Bureau',
  'column.changes': 'Ce qui a changé',
  'column.reason': 'Motif',
  'actor.person': 'Personne',
  'actor.device': 'Appareil',
  'actor.token': 'Jeton d’API',
  'actor.job': 'La plateforme',
  'actor.anonymous': 'Personne de connecté',
} as const satisfies Record<keyof typeof en, string>;
