export const messages = {
  'home.version': 'Version {version}',
  'home.review': 'Enregistrements à vérifier : {form}',
  'home.publish': 'Brouillon à publier : {form}',
  'home.step.title': 'Importer un formulaire',
  'home.step.detail': 'Apportez le classeur XLSForm de votre évaluation.',
} as const satisfies Record<string, string>;
