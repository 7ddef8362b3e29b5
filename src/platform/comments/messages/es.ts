import type { messages as en } from './en.ts';

export const messages = {
  'permission.comments.comment.read': 'Leer conversaciones',
  'permission.comments.comment.write': 'Escribir en conversaciones',
  'action.comments.comment_added': 'Comentario escrito',
  'action.comments.comment_edited': 'Comentario modificado',
  'action.comments.comment_removed': 'Comentario retirado',
  'field.comment': 'Comentario (identificador interno)',
  'notice.comments.person_mentioned': 'Se le menciona en la conversación de {reference}',
  'notice.comments.person_mentioned.general': 'Se le menciona en una conversación',
  'notice.comments.comment_added': 'Novedades en la conversación de {reference}',
  'notice.comments.comment_added.general': 'Novedades en una conversación que sigue',
  'problem.comments.mentioned_may_not_read': 'Alguien a quien menciona no puede leer esto.',
  'problem.comments.too_many_mentions': 'Mencione como máximo a veinte personas.',
  'problem.comments.nothing_to_answer': 'El comentario al que responde no existe.',
  'problem.comments.too_late': 'Un comentario puede modificarse durante quince minutos. Escriba otro.',
} as const satisfies Record<keyof typeof en, string>;
