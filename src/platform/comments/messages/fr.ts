import type { messages as en } from './en.ts';

export const messages = {
  'permission.comments.comment.read': 'Lire les conversations',
  'permission.comments.comment.write': 'Écrire dans les conversations',
  'action.comments.comment_added': 'Commentaire écrit',
  'action.comments.comment_edited': 'Commentaire modifié',
  'action.comments.comment_removed': 'Commentaire retiré',
  'field.comment': 'Commentaire (identifiant interne)',
  'notice.comments.person_mentioned': 'Vous êtes mentionné dans la conversation de {reference}',
  'notice.comments.person_mentioned.general': 'Vous êtes mentionné dans une conversation',
  'notice.comments.comment_added': 'Du nouveau dans la conversation de {reference}',
  'notice.comments.comment_added.general': 'Du nouveau dans une conversation que vous suivez',
  'problem.comments.mentioned_may_not_read': 'Une personne que vous mentionnez ne peut pas lire ceci.',
  'problem.comments.too_many_mentions': 'Mentionnez au plus vingt personnes.',
  'problem.comments.nothing_to_answer': 'Le commentaire auquel vous répondez n’existe pas.',
  'problem.comments.too_late':
    'Un commentaire peut être modifié pendant quinze minutes. Écrivez-en un nouveau.',
} as const satisfies Record<keyof typeof en, string>;
