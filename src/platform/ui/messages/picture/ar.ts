import type { messages as en } from './en.ts';

export const messages = {
  'table.show': 'عرض كجدول',
  'chart.show': 'عرض كرسم بياني',
  'asked.map': 'تحميل الخريطة',
  'asked.picture': 'تحميل الصورة',
  'map.show': 'عرض على الخريطة',
  'map.label': 'خريطة: {title}',
  'map.loading': 'جارٍ رسم الخريطة',
  'map.unavailable': 'لا يستطيع هذا المتصفح رسم الخرائط. الجدول يضم القيم نفسها.',
  'map.noData': 'بلا قيمة',
  'map.borders': 'لا تعني الحدود المرسومة إقرارًا أو قبولًا. حدود البلدان: Natural Earth.',
  'map.place': 'المكان',
  'map.value': 'القيمة',
} as const satisfies Record<keyof typeof en, string>;
