import type { messages as en } from './en.ts';

export const messages = {
  language: 'Langue',
  again: 'Réessayer',
  cancel: 'Annuler',
  close: 'Fermer',
  save: 'Enregistrer',
  clear: 'Effacer',
  remove: 'Retirer',
  rename: 'Renommer',
  optional: 'facultatif',
  yes: 'Oui',
  no: 'Non',
  copy: 'Copier',
  copied: 'Copié',
  notGiven: 'Non renseigné',

  'problem.title': 'Cela n’a pas fonctionné',
  'problem.http.offline':
    'Le serveur est injoignable. Votre saisie est conservée ; réessayez quand la connexion sera rétablie.',
  'problem.queued': 'Gardé sur cet appareil',
  'problem.http.queued':
    'Gardé sur cet appareil : il n’y a pas de connexion. L’envoi se fera dès qu’il y en aura une.',
  'problem.http.key_reused':
    'Cette écriture a été répétée avec un autre contenu. Rechargez la page et réessayez.',
  'problem.http.bad_key': 'La requête porte une clé qui n’en est pas une.',
  'problem.http.failed': 'Le serveur a répondu de façon inattendue. Réessayez dans un instant.',
  'problem.http.unexpected':
    'Une erreur s’est produite de notre côté et rien n’a été modifié. Réessayez ; si cela se répète, indiquez l’heure à votre administrateur.',
  'problem.http.database_unavailable':
    'Le serveur n’atteint pas sa base de données : rien n’a été modifié. Votre saisie est conservée ; réessayez dans un instant.',
  'problem.http.outcome_unknown':
    'La base de données a disparu pendant l’enregistrement. Vérifiez si l’élément s’y trouve avant de l’envoyer à nouveau.',
  'problem.http.disk_full':
    'Le disque du serveur est plein : rien n’a été modifié. Prévenez votre administrateur ; votre saisie est conservée.',
  'problem.http.not_found': 'Cet élément n’existe pas, ou vos rôles ne vous permettent pas de le voir.',
  'problem.http.forbidden':
    'Vos rôles ne permettent pas cette action ici. Adressez-vous à votre administrateur si votre travail l’exige.',
  'problem.http.signed_out': 'Votre session a pris fin. Reconnectez-vous pour continuer.',
  'problem.http.foreign_origin':
    'Cette demande venait d’un autre site et a été refusée. Ouvrez Sojourn à sa propre adresse.',
  'problem.http.invalid': 'Certains champs demandent une autre valeur.',
  'problem.http.too_large': 'L’envoi dépasse la taille acceptée par le serveur.',
  'problem.http.bad_request': 'Le serveur n’a pas pu lire cette demande.',
  'problem.http.too_many': 'Trop de tentatives. Attendez une minute puis réessayez.',
  'problem.field.invalid_type': 'Cette valeur manque ou n’est pas du type attendu.',
  'problem.field.invalid_format': 'Le format n’est pas celui attendu.',
  'problem.field.invalid_value': 'Choisissez l’une des valeurs proposées.',
  'problem.field.invalid_union': 'Cette valeur ne convient pas.',
  'problem.field.too_small': 'C’est trop court ou trop petit.',
  'problem.field.too_big': 'C’est trop long ou trop grand.',
  'problem.field.custom': 'Cette valeur ne convient pas.',

  'field.required': 'Remplissez ce champ.',
  'field.choose': 'Choisissez une valeur.',
  'field.tooShort':
    '{minimum, plural, one {Écrivez au moins # caractère.} other {Écrivez au moins # caractères.}}',
  'field.tooLong':
    '{maximum, plural, one {Écrivez au plus # caractère.} other {Écrivez au plus # caractères.}}',
  'field.tooSmall': 'Indiquez {minimum, number} ou plus.',
  'field.tooBig': 'Indiquez {maximum, number} ou moins.',
  'field.tooFew': '{minimum, plural, one {Choisissez-en au moins un.} other {Choisissez-en au moins #.}}',
  'field.tooMany': '{maximum, plural, one {Choisissez-en un au plus.} other {Choisissez-en # au plus.}}',
  'field.number': 'Indiquez un nombre.',
  'field.email': 'Indiquez une adresse électronique, par exemple nom@exemple.org.',
  'field.date': 'Indiquez une date.',
  'field.format': 'Le format n’est pas celui attendu.',
  'field.invalid': 'Cette valeur ne convient pas.',

  'record.owner': 'Responsable',
  'record.sensitivity': 'Sensibilité',
  'record.timeline': 'Chronologie',
  'record.files': 'Fichiers',
  'record.noTimeline': 'Rien ne s’est encore passé ici.',
  'record.noFiles': 'Aucun fichier pour l’instant.',
  'record.before': 'Avant',
  'record.after': 'Après',
  'record.system': 'Sojourn',
  'record.tabs': 'Parties de la fiche',

  'form.summary':
    '{count, plural, one {Un champ demande votre attention} other {# champs demandent votre attention}}',
  'form.restored': 'Nous avons conservé votre saisie du {when}.',
  'form.discard': 'Repartir de zéro',
  'form.unkept':
    'Cet appareil ne garde pas votre saisie : son stockage est plein ou fermé. Envoyez avant de quitter la page.',
  'form.leaveTitle': 'Quitter sans enregistrer ?',
  'form.leaveText': 'Cet écran ne garde pas de brouillon : votre saisie sera perdue.',
  'form.leave': 'Quitter',
  'form.stay': 'Rester',

  'file.choose': 'Choisir un fichier',
  'file.chooseMany': 'Choisir des fichiers',
  'file.drop': 'ou déposez-le ici',
  'file.limit': '{size} au plus',
  'file.tooLarge': '{name} pèse {size} ; le maximum est de {limit}.',
  'file.wrongType': '{name} n’est pas d’un type accepté ({types}).',
  'file.empty': '{name} est vide.',

  'progress.of': '{done, number} sur {total, number}',
  'progress.done': 'Terminé',
  'progress.failed': 'Arrêté par un problème',
  'progress.cancelled': 'Annulé',
  'progress.running': 'En cours',
  'progress.waiting': 'En attente de son tour',

  'confirm.reason': 'Motif',
  'figure.unchanged': 'inchangé',
  'figure.since': '{change} depuis {when}',
  'figure.reason': 'D’où vient {name}',
  'reason.show': 'Pourquoi ?',
} as const satisfies Record<keyof typeof en, string>;
