import type { messages as en } from './en.ts';

export const messages = {
  'table.show': 'Afficher en tableau',
  'chart.show': 'Afficher en graphique',
  'asked.map': 'Charger la carte',
  'asked.picture': 'Charger l’image',
  'map.show': 'Afficher sur la carte',
  'map.label': 'Carte : {title}',
  'map.loading': 'Tracé de la carte',
  'map.unavailable': 'Ce navigateur ne peut pas tracer de carte. Le tableau contient les mêmes valeurs.',
  'map.noData': 'Pas de valeur',
  'map.borders':
    'Les frontières tracées n’impliquent ni reconnaissance ni acceptation. Contours des pays : Natural Earth.',
  'map.place': 'Lieu',
  'map.value': 'Valeur',
} as const satisfies Record<keyof typeof en, string>;
