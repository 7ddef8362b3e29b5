import type { messages as en } from './en.ts';

export const messages = {
  inbox: 'Boîte de réception',
  bell: '{count, plural, =0 {Boîte de réception} one {Boîte de réception, # non lu} other {Boîte de réception, # non lus}}',
  'inbox.intro': 'Ce que vous devez savoir : ce qui vous attend, ce qui est terminé, ce qui a changé.',
  'inbox.empty': 'Rien de nouveau',
  'inbox.empty.text':
    'Ce qui vous concerne apparaîtra ici : tâches, travaux terminés, vérifications, sécurité.',
  'inbox.notice': 'Avis',
  'inbox.when': 'Quand',
  'inbox.kind': 'Type',
  'inbox.record': 'Au sujet de',
  'inbox.show': 'Afficher',
  'inbox.show.unread': 'Non lus seulement',
  'inbox.show.archived': 'Rangés',
  'inbox.allRead': 'Tout marquer comme lu',
  'inbox.unread': 'Non lu',
  'inbox.urgent': 'Urgent',
  'inbox.times': '{count, plural, one {annoncé # fois} other {annoncé # fois}}',
  'inbox.back': 'Boîte de réception',
  'inbox.hidden': 'Vous ne voyez plus cet enregistrement.',
  'mark.read': 'Marquer comme lu',
  'mark.unread': 'Marquer comme non lu',
  'mark.archived': 'Ranger',
  'mark.kept': 'Reprendre',
  'notice.unknown': 'Il y a du nouveau pour vous.',
} as const satisfies Record<keyof typeof en, string>;
