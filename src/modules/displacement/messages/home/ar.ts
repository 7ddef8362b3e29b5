export const messages = {
  'home.individuals': 'الأفراد',
  'home.households': 'الأسر',
  'home.places': 'الأماكن المقيَّمة',
  'home.panel': 'النازحون، آخر جولة',
  'home.step.title': 'خطّط لأول جولة',
  'home.step.detail': 'ثم اربط استمارة واختر الأسئلة التي تحصي الأشخاص.',
  'home.need.move': 'الجولة {code}: انتهى الجمع، ابدأ التنقية',
} as const satisfies Record<string, string>;
