import type { dataTexts as en } from './en.ts';

export const dataTexts = {
  'data.entries': 'سجل التدقيق',
  'column.id': 'القيد',
  'column.at': 'متى',
  'column.actor_id': 'الشخص (معرّف داخلي)',
  'column.actor_name': 'الشخص',
  'column.actor_kind': 'بصفة',
  'column.action': 'الإجراء',
  'column.entity': 'نوع السجل',
  'column.entity_id': 'السجل',
  'column.operation': 'العملية',
  'column.office': 'المكتب',
  'column.changes': 'ما الذي تغيّر',
  'column.reason': 'السبب',
  'actor.person': 'شخص',
  'actor.device': 'جهاز',
  'actor.token': 'رمز واجهة البرمجة',
  'actor.job': 'المنصة',
  'actor.anonymous': 'بلا تسجيل دخول',
} as const satisfies Record<keyof typeof en, string>;
