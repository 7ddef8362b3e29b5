import type { messages as en } from './en.ts';

export const messages = {
  inbox: 'صندوق الوارد',
  bell: '{count, plural, =0 {صندوق الوارد} zero {صندوق الوارد} one {صندوق الوارد، إشعار واحد غير مقروء} two {صندوق الوارد، إشعاران غير مقروءين} few {صندوق الوارد، # إشعارات غير مقروءة} many {صندوق الوارد، # إشعارًا غير مقروء} other {صندوق الوارد، # إشعار غير مقروء}}',
  'inbox.intro': 'ما ينبغي أن تعرفه: ما ينتظرك، وما اكتمل، وما تغيّر.',
  'inbox.empty': 'لا جديد',
  'inbox.empty.text': 'سيظهر هنا ما يخصّك: المهام والأعمال المكتملة والمراجعات والأمان.',
  'inbox.notice': 'الإشعار',
  'inbox.when': 'الوقت',
  'inbox.kind': 'النوع',
  'inbox.record': 'بشأن',
  'inbox.show': 'عرض',
  'inbox.show.unread': 'غير المقروء فقط',
  'inbox.show.archived': 'المحفوظة جانبًا',
  'inbox.allRead': 'وضع علامة مقروء على الكل',
  'inbox.unread': 'غير مقروء',
  'inbox.urgent': 'عاجل',
  'inbox.times':
    '{count, plural, zero {لم يُذكر} one {ذُكر مرة واحدة} two {ذُكر مرتين} few {ذُكر # مرات} many {ذُكر # مرة} other {ذُكر # مرة}}',
  'inbox.back': 'صندوق الوارد',
  'inbox.hidden': 'لم يعد هذا السجل مرئيًا لك.',
  'mark.read': 'وضع علامة مقروء',
  'mark.unread': 'وضع علامة غير مقروء',
  'mark.archived': 'حفظ جانبًا',
  'mark.kept': 'استعادة',
  'notice.unknown': 'هناك جديد يخصّك.',
} as const satisfies Record<keyof typeof en, string>;
