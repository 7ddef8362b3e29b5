export const messages = {
  title: 'Displacement report, round {round}',
  made: 'Made on {when}',
  'class.public': 'Published figures',
  'class.internal': 'Internal – figures not published',
  state: 'State of the round',
  reportingDate: 'Reporting date',
  area: 'Inside',
  summary: 'Summary',
  nothing: 'No record counts for this choice yet.',
  'sentence.individuals':
    'An estimated {individuals} individuals in {areas} areas, from {places} assessed places.',
  'sentence.estimated': 'Of these, {estimated} were computed from households.',
  'sentence.change':
    'In the {places} places of both rounds the change since {round} is {difference} ({percent}).',
  table: 'Individuals and households by area',
  total: 'Total',
  chart: '{category}: individuals by area',
  'chart.alt':
    'Bars of the number of individuals in {areas} areas, the largest first; the table has the same values. Counted: {category}.',
  method: 'How to read these figures',
} as const satisfies Record<string, string>;
