import type { messages as en } from './en.ts';

export const messages = {
  inbox: 'Bandeja de entrada',
  bell: '{count, plural, =0 {Bandeja de entrada} one {Bandeja de entrada, # sin leer} other {Bandeja de entrada, # sin leer}}',
  'inbox.intro': 'Lo que debe saber: lo que le espera, lo que ha terminado, lo que ha cambiado.',
  'inbox.empty': 'Nada nuevo',
  'inbox.empty.text':
    'Aquí aparecerá lo que le concierne: tareas, trabajos terminados, revisiones, seguridad.',
  'inbox.notice': 'Aviso',
  'inbox.when': 'Cuándo',
  'inbox.kind': 'Tipo',
  'inbox.record': 'Sobre',
  'inbox.show': 'Mostrar',
  'inbox.show.unread': 'Solo sin leer',
  'inbox.show.archived': 'Guardados',
  'inbox.allRead': 'Marcar todo como leído',
  'inbox.unread': 'Sin leer',
  'inbox.urgent': 'Urgente',
  'inbox.times': '{count, plural, one {avisado # vez} other {avisado # veces}}',
  'inbox.back': 'Bandeja de entrada',
  'inbox.hidden': 'Ya no puede ver este registro.',
  'mark.read': 'Marcar como leído',
  'mark.unread': 'Marcar como no leído',
  'mark.archived': 'Guardar',
  'mark.kept': 'Recuperar',
  'notice.unknown': 'Hay algo nuevo para usted.',
} as const satisfies Record<keyof typeof en, string>;
