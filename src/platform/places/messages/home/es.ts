export const messages = {
  'home.step.title': 'Importe los límites de su país',
  'home.step.detail': 'Las áreas con sus P-codes: formularios, sitios y cifras se refieren a ellas.',
  'home.need.areas': 'Terminar la importación de áreas «{name}»',
  'home.need.sites': 'Terminar la importación de sitios {name}',
  'home.need.errors': '{count, plural, one {# error por corregir} other {# errores por corregir}}',
  'home.need.ready': 'Comprobada y lista para aplicar',
} as const satisfies Record<string, string>;
