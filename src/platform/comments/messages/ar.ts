import type { messages as en } from './en.ts';

export const messages = {
  'permission.comments.comment.read': 'قراءة المحادثات',
  'permission.comments.comment.write': 'الكتابة في المحادثات',
  'action.comments.comment_added': 'كُتب تعليق',
  'action.comments.comment_edited': 'عُدّل تعليق',
  'action.comments.comment_removed': 'سُحب تعليق',
  'field.comment': 'التعليق (معرّف داخلي)',
  'notice.comments.person_mentioned': 'ذُكرت في محادثة {reference}',
  'notice.comments.person_mentioned.general': 'ذُكرت في محادثة',
  'notice.comments.comment_added': 'جديد في محادثة {reference}',
  'notice.comments.comment_added.general': 'جديد في محادثة تتابعها',
  'problem.comments.mentioned_may_not_read': 'لا يحق لأحد من ذكرتهم قراءة هذا.',
  'problem.comments.too_many_mentions': 'اذكر عشرين شخصًا على الأكثر.',
  'problem.comments.nothing_to_answer': 'التعليق الذي ترد عليه غير موجود.',
  'problem.comments.too_late': 'يمكن تعديل التعليق خلال خمس عشرة دقيقة. اكتب تعليقًا جديدًا.',
} as const satisfies Record<keyof typeof en, string>;
