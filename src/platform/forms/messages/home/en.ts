export const messages = {
  'home.version': 'Version {version}',
  'home.review': 'Review records: {form}',
  'home.publish': 'Publish the draft: {form}',
  'home.step.title': 'Import a form',
  'home.step.detail': 'Bring the XLSForm workbook of your assessment.',
} as const satisfies Record<string, string>;
