export const messages = {
  'home.step.title': 'Import the boundaries of your country',
  'home.step.detail': 'Areas with their P-codes: forms, sites and figures refer to them.',
  'home.need.areas': 'Finish the import of areas “{name}”',
  'home.need.sites': 'Finish the import of sites {name}',
  'home.need.errors': '{count, plural, one {# error to mend} other {# errors to mend}}',
  'home.need.ready': 'Checked and ready to apply',
} as const satisfies Record<string, string>;
