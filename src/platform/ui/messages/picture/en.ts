export const messages = {
  'table.show': 'Show as table',
  'chart.show': 'Show as chart',
  'asked.map': 'Load the map',
  'asked.picture': 'Load the picture',
  'map.show': 'Show as map',
  'map.label': 'Map: {title}',
  'map.loading': 'Drawing the map',
  'map.unavailable': 'This browser cannot draw maps. The table holds the same values.',
  'map.noData': 'No value',
  'map.borders': 'Borders shown are not an endorsement or acceptance. Country outlines: Natural Earth.',
  'map.place': 'Place',
  'map.value': 'Value',
} as const satisfies Record<string, string>;
