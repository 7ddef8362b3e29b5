import type { log as en } from './en.ts';

export const log = {
  'field.reviewState': 'Vérification',
  'field.state': 'État',
  'field.version': 'Version',
  'field.versionId': 'Version (identifiant interne)',
  'field.formId': 'Formulaire (identifiant interne)',
  'field.instanceId': 'Identifiant',
  'field.submissionId': 'Envoi (identifiant interne)',
  'field.xmlFormId': 'Identifiant du formulaire',
  'field.retired': 'Versions retirées avec elle',
  'field.replaced': 'Brouillon remplacé',
  'field.workbook': 'Classeur (somme de contrôle)',
  'value.reviewState.received': 'À vérifier',
  'value.reviewState.edited': 'Modifié',
  'value.reviewState.has_issues': 'À revoir',
  'value.reviewState.approved': 'Approuvé',
  'value.reviewState.rejected': 'Rejeté',
  'value.state.draft': 'Brouillon',
  'value.state.tested': 'Testée',
  'value.state.published': 'Publiée',
  'value.state.retired': 'Retirée',
} as const satisfies Record<keyof typeof en, string>;
