import type { log as en } from './en.ts';

export const log = {
  'field.reviewState': 'المراجعة',
  'field.state': 'الحالة',
  'field.version': 'الإصدار',
  'field.versionId': 'الإصدار (معرّف داخلي)',
  'field.formId': 'الاستمارة (معرّف داخلي)',
  'field.instanceId': 'المعرّف',
  'field.submissionId': 'الإرسال (معرّف داخلي)',
  'field.xmlFormId': 'معرّف الاستمارة',
  'field.retired': 'إصدارات سُحبت معه',
  'field.replaced': 'المسودة المستبدلة',
  'field.workbook': 'المصنف (بصمة التحقق)',
  'value.reviewState.received': 'بانتظار المراجعة',
  'value.reviewState.edited': 'معدَّل',
  'value.reviewState.has_issues': 'فيه مشكلات',
  'value.reviewState.approved': 'معتمد',
  'value.reviewState.rejected': 'مرفوض',
  'value.state.draft': 'مسودة',
  'value.state.tested': 'مختبَر',
  'value.state.published': 'منشور',
  'value.state.retired': 'مسحوب',
} as const satisfies Record<keyof typeof en, string>;
