export const messages = {
  'home.individuals': 'Personas',
  'home.households': 'Hogares',
  'home.places': 'Lugares evaluados',
  'home.panel': 'Personas desplazadas, última ronda',
  'home.step.title': 'Planificar una primera ronda',
  'home.step.detail': 'Después vincule un formulario y elija qué preguntas cuentan personas.',
  'home.need.move': 'Ronda {code}: la recolección terminó, empiece la limpieza',
} as const satisfies Record<string, string>;
