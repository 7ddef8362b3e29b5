import type { admin as en } from './en.ts';

export const admin = {
  'people.newLink': 'Nouveau lien à usage unique',
  'people.newLinkText':
    'La personne accepte l’invitation par ce lien. Les liens précédents cessent aussitôt.',
  'recovery.ask': 'Rétablir l’accès',
  'recovery.askText':
    'Pour une personne qui a perdu tout moyen d’entrer. Un second administrateur confirme ; ce n’est qu’ensuite qu’il y a un lien à usage unique. Il met fin au mot de passe, aux applications, aux clés d’accès et aux sessions de cette personne.',
  'recovery.reason': 'Comment vous savez que c’est bien cette personne qui demande',
  'recovery.waits':
    'Demandé. Un autre administrateur doit confirmer au plus tard {when}, dans Personnes, Rétablissements. Tous ceux qui le peuvent sont prévenus, et la personne aussi.',
  'recovery.title': 'Rétablissements',
  'recovery.intro':
    'Demandes pour rouvrir l’accès à qui a perdu tout moyen d’entrer. Il faut deux administrateurs : l’un demande, l’autre confirme.',
  'recovery.person': 'Personne',
  'recovery.requestedBy': 'Demandé par',
  'recovery.requestedAt': 'Demandé',
  'recovery.expires': 'Expire',
  'recovery.state': 'État',
  'recovery.state.open': 'En attente',
  'recovery.state.confirmed': 'Confirmé',
  'recovery.state.withdrawn': 'Retiré',
  'recovery.state.expired': 'Expiré',
  'recovery.endedBy': 'Conclu par',
  'recovery.why': 'Motif',
  'recovery.act': 'Agir',
  'recovery.confirm': 'Confirmer',
  'recovery.confirmOf': 'Confirmer le rétablissement de {name}',
  'recovery.confirmText':
    'Assurez-vous par un appel ou en personne que {name} l’a demandé. Vous recevez alors le lien à usage unique à remettre.',
  'recovery.withdraw': 'Retirer',
  'recovery.withdrawOf': 'Retirer le rétablissement de {name}',
  'recovery.withdrawText': 'Rien ne change pour la personne. Une nouvelle demande reste possible.',
  'recovery.empty': 'Personne n’a perdu l’accès',
  'recovery.emptyText':
    'Ouvrez une personne et choisissez « Rétablir l’accès » quand elle a perdu mot de passe, application et codes de secours.',
  'recovery.rule': 'Règle de l’agence',
  'recovery.ruleNow':
    'Depuis le {since} : {count, plural, one {un administrateur suffit} other {deux administrateurs}}, en {hours, plural, one {# heure} other {# heures}}.',
  'recovery.ruleNext':
    'À partir du {since} : {count, plural, one {un administrateur suffit} other {deux administrateurs}}, en {hours, plural, one {# heure} other {# heures}}.',
  'recovery.ruleChange': 'Changer la règle',
  'recovery.ruleText':
    'Un administrateur au lieu de deux ne vaut qu’un jour plus tard : nul n’assouplit la règle pour s’en servir aussitôt.',
  'recovery.administrators': 'Administrateurs',
  'recovery.two': 'Deux : l’un demande, l’autre confirme',
  'recovery.one': 'Un seul suffit',
  'recovery.hours': 'Heures d’attente d’une demande',
  'recovery.save': 'Enregistrer',
  'leaving.text':
    'Aussitôt : {sessions, plural, =0 {aucune session ouverte} one {# session ouverte} other {# sessions ouvertes}} et {tokens, plural, =0 {aucun jeton d’API} one {# jeton d’API} other {# jetons d’API}} de cette personne prennent fin, avec les liens à usage unique et les liens vers d’autres connexions. Données et rôles restent.',
  'leaving.kept': 'Ceci a été mis en place par la personne et fonctionne sans elle',
  'leaving.devices':
    '{count, plural, one {# appareil qui envoie des données} other {# appareils qui envoient des données}}',
  'leaving.services': '{count, plural, one {# compte de service} other {# comptes de service}}',
  'leaving.end': 'Y mettre fin avec le compte',
  'leaving.move': 'Le confier à quelqu’un d’autre',
  'leaving.keeper': 'Qui s’en charge désormais',
  'leaving.reason': 'Motif',
  'people.sessions': 'Sessions',
  'people.sessionsText':
    'Appareils connectés au nom de cette personne. Chaque consultation figure au journal d’audit.',
  'people.noSessions': 'Connectée nulle part',
  'people.endAll': 'Mettre fin à toutes les sessions',
  'people.endAllText': 'Chaque appareil de cette personne devra se reconnecter. Ce qui y était saisi reste.',
  'people.tokens': 'Jetons d’API',
  'problem.identity.recovery_own_request':
    'Vous l’avez demandé vous-même : un autre administrateur doit confirmer.',
  'problem.identity.recovery_of_self': 'D’autres rétablissent votre compte, jamais vous-même.',
  'problem.identity.recovery_ended': 'Cette demande a déjà été confirmée ou retirée.',
  'problem.identity.recovery_expired': 'Cette demande a trop attendu et a expiré. Refaites-la.',
  'problem.identity.recovery_requester_gone':
    'La personne qui l’a demandé ne travaille plus ici. Retirez la demande et refaites-la.',
  'problem.identity.recovery_open':
    'Un rétablissement de ce compte est déjà demandé et attend sa confirmation.',
  'problem.identity.recovery_not_active':
    'Seul un compte actif se rétablit. Activez-le, ou envoyez une nouvelle invitation.',
  'problem.identity.invitation_accepted':
    'L’invitation a déjà été acceptée. Demandez plutôt le rétablissement du compte.',
  'permission.identity.rule.write': 'Fixer les règles de connexion : rétablissement, autres connexions',
  'notice.identity.recovery_requested':
    'Le rétablissement d’un compte est demandé. Confirmez si vous savez que la personne l’a demandé.',
  'notice.identity.recovery_requested.general': 'Le rétablissement d’un compte est demandé',
  'notice.identity.recovery_confirmed': 'Le rétablissement d’un compte a été confirmé.',
  'notice.identity.recovery_confirmed.general': 'Le rétablissement d’un compte a été confirmé',
  'notice.identity.recovery_withdrawn': 'Une demande de rétablissement d’un compte a été retirée.',
  'notice.identity.recovery_withdrawn.general': 'Une demande de rétablissement d’un compte a été retirée',
  'notice.identity.own_recovery_requested':
    'Un administrateur a demandé le rétablissement de votre compte. Si vous n’avez pas perdu l’accès, prévenez vos administrateurs sans attendre.',
  'notice.identity.own_recovery_requested.general':
    'Un administrateur a demandé le rétablissement de votre compte',
  'notice.identity.own_recovery_confirmed':
    'Le rétablissement de votre compte est confirmé : un lien à usage unique existe. Si vous n’avez pas perdu l’accès, prévenez vos administrateurs sans attendre.',
  'notice.identity.own_recovery_confirmed.general': 'Le rétablissement de votre compte est confirmé',
  'notice.identity.own_recovery_withdrawn':
    'La demande de rétablissement de votre compte a été retirée. Rien n’a changé.',
  'notice.identity.own_recovery_withdrawn.general':
    'La demande de rétablissement de votre compte a été retirée',
  'action.identity.recovery_requested': 'Rétablissement demandé',
  'action.identity.recovery_confirmed': 'Rétablissement confirmé',
  'action.identity.recovery_withdrawn': 'Rétablissement retiré',
  'action.identity.recovery_rule_saved': 'Règle de rétablissement changée',
  'action.identity.invitation_link_created': 'Nouveau lien d’invitation',
  'action.identity.sessions_listed': 'Sessions d’une personne consultées',
  'action.identity.person_session_ended': 'Sessions d’une personne terminées',
  'action.identity.person_token_ended': 'Jeton d’API d’une personne terminé',
  'action.identity.recovered_from_server': 'Lien de rétablissement créé sur le serveur',
  'notice.identity.recovered_from_server':
    'Un lien de rétablissement a été créé sur le serveur même. Si ce n’est aucun de vous, demandez qui a accès au serveur.',
  'notice.identity.recovered_from_server.general': 'Un lien de rétablissement a été créé sur le serveur',
} as const satisfies Record<keyof typeof en, string>;
