export const messages = {
  'home.version': 'Versión {version}',
  'home.review': 'Revisar registros: {form}',
  'home.publish': 'Publicar el borrador: {form}',
  'home.step.title': 'Importar un formulario',
  'home.step.detail': 'Traiga el libro XLSForm de su evaluación.',
} as const satisfies Record<string, string>;
