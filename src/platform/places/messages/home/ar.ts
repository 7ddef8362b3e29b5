export const messages = {
  'home.step.title': 'استورد حدود بلدك',
  'home.step.detail': 'المناطق برموزها (P-codes): إليها تستند الاستمارات والمواقع والأرقام.',
  'home.need.areas': 'أكمل استيراد المناطق «{name}»',
  'home.need.sites': 'أكمل استيراد المواقع {name}',
  'home.need.errors':
    '{count, plural, zero {لا أخطاء} one {خطأ واحد ينتظر التصحيح} two {خطآن ينتظران التصحيح} few {# أخطاء تنتظر التصحيح} many {# خطأً ينتظر التصحيح} other {# خطأ ينتظر التصحيح}}',
  'home.need.ready': 'تم التحقق، وهو جاهز للتطبيق',
} as const satisfies Record<string, string>;
