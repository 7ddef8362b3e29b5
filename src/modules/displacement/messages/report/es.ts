import type { messages as en } from './en.ts';

export const messages = {
  title: 'Informe de desplazamiento, ronda {round}',
  made: 'Elaborado el {when}',
  'class.public': 'Cifras publicadas',
  'class.internal': 'Interno – cifras no publicadas',
  state: 'Estado de la ronda',
  reportingDate: 'Fecha de referencia',
  area: 'Dentro de',
  summary: 'Resumen',
  nothing: 'Todavía ningún registro cuenta para esta selección.',
  'sentence.individuals':
    'Se estiman {individuals} personas en {areas} áreas, según {places} lugares evaluados.',
  'sentence.estimated': 'De ellas, {estimated} se calcularon a partir de los hogares.',
  'sentence.change':
    'En los {places} lugares de ambas rondas, el cambio desde {round} es de {difference} ({percent}).',
  table: 'Personas y hogares por área',
  total: 'Total',
  chart: '{category}: personas por área',
  'chart.alt':
    'Barras del número de personas en {areas} áreas, la mayor primero; la tabla da los mismos valores. Contados: {category}.',
  method: 'Cómo leer estas cifras',
} as const satisfies Record<keyof typeof en, string>;
