import type { messages as en } from './en.ts';

export const messages = {
  'entity.casework.case': 'حالة',
  'action.casework.case_opened': 'فُتحت حالة',
  'action.casework.case_revealed': 'كُشف حقل مختوم',
  'field.risk': 'الخطر',
  'field.fields': 'الحقول',
  'field.purpose': 'الغرض',
  'field.reference': 'المرجع',
  cases: 'الحالات',
  none: 'لا حالة لك',
  open: 'فتح حالة',
  name: 'اسم الشخص',
  location: 'مكان الشخص',
  narrative: 'ما حدث',
  reference: 'المرجع',
  opened: 'فُتحت',
  overview: 'نظرة عامة',
  people: 'الأشخاص',
  history: 'السجل الزمني',
  'state.open': 'مفتوحة',
  'state.closed': 'مغلقة',
} as const satisfies Record<keyof typeof en, string>;
