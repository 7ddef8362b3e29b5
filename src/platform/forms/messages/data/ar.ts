import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.records': 'السجلات: {form}',
  'column.id': 'السجل',
  'column.instance_id': 'معرّف الإرسال',
  'column.instance_name': 'اسم السجل',
  'column.version': 'إصدار الاستمارة',
  'column.review_state': 'المراجعة',
  'column.received_at': 'تاريخ الاستلام',
  'column.updated_at': 'آخر تغيير',
  'column.submitted_by': 'المرسل',
  'column.position': 'الموضع',
  'column.latitude': 'خط العرض',
  'column.longitude': 'خط الطول',
} as const satisfies Record<keyof typeof en, string>;
