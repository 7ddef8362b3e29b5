export const messages = {
  'home.individuals': 'Individuals',
  'home.households': 'Households',
  'home.places': 'Places assessed',
  'home.panel': 'Displaced people, latest round',
  'home.step.title': 'Plan a first round',
  'home.step.detail': 'Then bind a form and choose which questions count people.',
  'home.need.move': 'Round {code}: collection ended, start cleaning',
} as const satisfies Record<string, string>;
