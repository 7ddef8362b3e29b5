import type { messages as en } from './en.ts';

export const messages = {
  'entity.casework.case': 'Cas',
  'action.casework.case_opened': 'Cas ouvert',
  'action.casework.case_revealed': 'Champ scellé révélé',
  'field.risk': 'Risque',
  'field.fields': 'Champs',
  'field.purpose': 'Finalité',
  'field.reference': 'Référence',
  cases: 'Cas',
  none: 'Aucun cas à vous',
  open: 'Ouvrir un cas',
  name: 'Nom de la personne',
  location: 'Où se trouve la personne',
  narrative: 'Ce qui s’est passé',
  reference: 'Référence',
  opened: 'Ouvert',
  overview: 'Aperçu',
  people: 'Personnes',
  history: 'Historique',
  'state.open': 'Ouvert',
  'state.closed': 'Clos',
} as const satisfies Record<keyof typeof en, string>;
