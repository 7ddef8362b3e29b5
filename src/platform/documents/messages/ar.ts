import type { messages as en } from './en.ts';

export const messages = {
  'job.documents.sweep': 'حذف المستندات القديمة',
  'problem.documents.pdf_unavailable': 'لا يستطيع هذا الخادم إنشاء ملفات PDF: جهازه من نوع آخر. اختر DOCX.',
  'action.documents.document_made': 'أُنشئ مستند',
  'action.documents.document_exported': 'نُزّل مستند',
  'entity.documents.document': 'مستند',
  'field.format': 'الصيغة',
  'field.size': 'الحجم',
} as const satisfies Record<keyof typeof en, string>;
