import type { messages as en } from './en.ts';

export const messages = {
  'table.show': 'Ver como tabla',
  'chart.show': 'Ver como gráfico',
  'asked.map': 'Cargar el mapa',
  'asked.picture': 'Cargar la imagen',
  'map.show': 'Ver en el mapa',
  'map.label': 'Mapa: {title}',
  'map.loading': 'Dibujando el mapa',
  'map.unavailable': 'Este navegador no puede dibujar mapas. La tabla contiene los mismos valores.',
  'map.noData': 'Sin valor',
  'map.borders':
    'Las fronteras que se muestran no implican aprobación ni aceptación. Contornos de los países: Natural Earth.',
  'map.place': 'Lugar',
  'map.value': 'Valor',
} as const satisfies Record<keyof typeof en, string>;
