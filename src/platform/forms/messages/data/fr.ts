import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.records': 'Fiches : {form}',
  'column.id': 'Fiche',
  'column.instance_id': 'Identifiant de l’envoi',
  'column.instance_name': 'Nom de la fiche',
  'column.version': 'Version du formulaire',
  'column.review_state': 'Révision',
  'column.received_at': 'Reçue',
  'column.updated_at': 'Modifiée',
  'column.submitted_by': 'Envoyée par',
  'column.position': 'Position',
  'column.latitude': 'Latitude',
  'column.longitude': 'Longitude',
} as const satisfies Record<keyof typeof en, string>;
