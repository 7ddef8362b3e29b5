import type { messages as en } from './en.ts';

export const messages = {
  waiting: '{step}: {missing}',

  'problem.workflow.state_changed':
    'نقل شخص آخر هذا العنصر في هذه الأثناء. تبيّن الصفحة خلف هذه النافذة حالته الآن: أغلقها وقرّر من جديد.',
  'problem.workflow.not_from_here':
    'لا تتبع هذه الخطوة الحالة الراهنة. تبيّن الصفحة خلف هذه النافذة الحالة الآن.',
  'problem.workflow.not_allowed': 'أدوارك لا تسمح بهذه الخطوة هنا.',
  'problem.workflow.not_ready': 'يجب أن يتم شيء قبل هذه الخطوة:',
  'problem.workflow.input_needed': 'تحتاج هذه الخطوة إلى المزيد منك:',
  'problem.workflow.reason_needed': 'اذكر السبب.',
  'problem.workflow.field_needed': 'املأ «{field}».',
} as const satisfies Record<keyof typeof en, string>;
