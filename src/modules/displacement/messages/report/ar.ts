import type { messages as en } from './en.ts';

export const messages = {
  title: 'تقرير النزوح، الجولة {round}',
  made: 'أُعدّ في {when}',
  'class.public': 'أرقام منشورة',
  'class.internal': 'داخلي – أرقام غير منشورة',
  state: 'حالة الجولة',
  reportingDate: 'تاريخ التقرير',
  area: 'داخل',
  summary: 'الملخص',
  nothing: 'لا يوجد سجل محتسب لهذا الاختيار بعد.',
  'sentence.individuals':
    'يُقدَّر العدد بـ {individuals} فردًا في {areas} من المناطق، استنادًا إلى {places} من الأماكن المقيّمة.',
  'sentence.estimated': 'منهم {estimated} حُسبوا من عدد الأسر.',
  'sentence.change':
    'في الأماكن المشتركة بين الجولتين وعددها {places}، بلغ التغير منذ {round} مقدار {difference} \u200f({percent}).',
  table: 'الأفراد والأسر حسب المنطقة',
  total: 'المجموع',
  chart: '{category}: الأفراد حسب المنطقة',
  'chart.alt':
    'أعمدة لعدد الأفراد في {areas} من المناطق، الأكبر أولًا؛ والجدول يعطي القيم نفسها. المحتسبون: {category}.',
  method: 'كيف تُقرأ هذه الأرقام',
} as const satisfies Record<keyof typeof en, string>;
