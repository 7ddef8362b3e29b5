export const messages = {
  'home.individuals': 'Individus',
  'home.households': 'Ménages',
  'home.places': 'Lieux évalués',
  'home.panel': 'Personnes déplacées, dernier cycle',
  'home.step.title': 'Planifier un premier cycle',
  'home.step.detail': 'Liez-y ensuite un formulaire et choisissez les questions qui comptent des personnes.',
  'home.need.move': 'Cycle {code} : collecte terminée, passez au nettoyage',
} as const satisfies Record<string, string>;
