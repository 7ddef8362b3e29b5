import type { messages as en } from './en.ts';

export const messages = {
  title: 'Rapport sur les déplacements, cycle {round}',
  made: 'Établi le {when}',
  'class.public': 'Chiffres publiés',
  'class.internal': 'Interne – chiffres non publiés',
  state: 'État du cycle',
  reportingDate: 'Date de référence',
  area: 'Dans',
  summary: 'Résumé',
  nothing: 'Aucun enregistrement ne compte encore pour ce choix.',
  'sentence.individuals':
    'On estime à {individuals} le nombre de personnes dans {areas} zones, d’après {places} lieux évalués.',
  'sentence.estimated': 'Parmi elles, {estimated} ont été calculées à partir des ménages.',
  'sentence.change':
    'Dans les {places} lieux des deux cycles, la variation depuis {round} est de {difference} ({percent}).',
  table: 'Personnes et ménages par zone',
  total: 'Total',
  chart: '{category} : personnes par zone',
  'chart.alt':
    'Barres du nombre de personnes dans {areas} zones, la plus grande d’abord ; le tableau donne les mêmes valeurs. Comptés : {category}.',
  method: 'Comment lire ces chiffres',
} as const satisfies Record<keyof typeof en, string>;
