export const messages = {
  'home.version': 'الإصدار {version}',
  'home.review': 'سجلات للمراجعة: {form}',
  'home.publish': 'مسودة للنشر: {form}',
  'home.step.title': 'استيراد استمارة',
  'home.step.detail': 'أحضر مصنف XLSForm الخاص بتقييمك.',
} as const satisfies Record<string, string>;
