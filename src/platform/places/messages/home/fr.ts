export const messages = {
  'home.step.title': 'Importer les limites de votre pays',
  'home.step.detail': 'Les zones et leurs P-codes : formulaires, sites et chiffres s’y rapportent.',
  'home.need.areas': 'Terminer l’import de zones « {name} »',
  'home.need.sites': 'Terminer l’import de sites {name}',
  'home.need.errors': '{count, plural, one {# erreur à corriger} other {# erreurs à corriger}}',
  'home.need.ready': 'Vérifié, prêt à être appliqué',
} as const satisfies Record<string, string>;
