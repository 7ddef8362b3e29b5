import type { admin as en } from './en.ts';

export const admin = {
  'notice.identity.service_token_ends':
    'Un jeton d’un compte de service expire dans {days, plural, one {# jour} other {# jours}}. Renouvelez-le avant.',
  'notice.identity.service_token_ends.general': 'Un jeton d’un compte de service expire bientôt',
  'notice.identity.service_keeper_left':
    'Le responsable d’un compte de service est parti. Désignez-en un autre.',
  'notice.identity.service_keeper_left.general': 'Un compte de service n’a plus de responsable',
  'job.identity.warn_of_services': 'Avertissements sur les comptes de service',
  'problem.identity.office_elsewhere': 'Vous n’administrez pas ce bureau. Choisissez-en un autre.',
  'problem.identity.keeper_left': 'Désignez d’abord un responsable dont le compte est actif.',
  'problem.identity.account_disabled': 'Le compte est désactivé. Réactivez-le d’abord.',
  'problem.identity.token_beyond_maker':
    'Le compte travaille aussi là où vous n’avez pas ces autorisations. Limitez le jeton aux opérations où vous les avez.',
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
  'recovery.emptyHere':
    'Choisissez « Rétablir l’accès » ci-dessus quand cette personne a perdu mot de passe, application et codes de secours.',
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
  'notice.identity.new_device_seen':
    'Quelqu’un s’est connecté à votre compte sur un nouvel appareil. Si ce n’était pas vous, changez votre mot de passe et fermez les autres sessions.',
  'notice.identity.new_device_seen.general': 'Une connexion à votre compte sur un nouvel appareil',
  'notice.identity.second_factor_changed':
    'Un second facteur de votre compte a été ajouté ou retiré. Si ce n’était pas vous, prévenez aussitôt votre administrateur.',
  'notice.identity.second_factor_changed.general': 'Un second facteur de votre compte a été modifié',
  'notice.identity.password_changed':
    'Votre mot de passe a été changé. Si ce n’était pas vous, prévenez aussitôt votre administrateur.',
  'notice.identity.password_changed.general': 'Votre mot de passe a été changé',
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
  'provider.title': 'Autres connexions',
  'provider.intro':
    'Fournisseurs OpenID Connect par lesquels vos collègues se connectent ici : Entra ID, Google Workspace, Keycloak et d’autres. Un fournisseur ne donne aucun droit : les rôles restent ici.',
  'provider.add': 'Ajouter un fournisseur',
  'provider.none': 'Pas encore d’autre connexion',
  'provider.noneText':
    'Enregistrez d’abord cette installation chez votre fournisseur : il vous donne un identifiant client et un secret.',
  'provider.label': 'Nom sur la page de connexion',
  'provider.labelHelp': 'Par exemple « Compte de l’agence ».',
  'provider.issuer': 'Émetteur',
  'provider.issuerHelp':
    'L’adresse sous laquelle le fournisseur publie sa configuration. Elle ne change plus ensuite.',
  'provider.issuerFormat': 'Saisissez une adresse qui commence par https.',
  'provider.clientId': 'Identifiant client',
  'provider.secret': 'Secret du client',
  'provider.secretKept': 'Un secret est conservé. Laissez vide pour le garder.',
  'provider.scopes': 'Portées en plus de openid',
  'provider.domains': 'Domaines d’adresse',
  'provider.domainsHelp':
    'Qui est lié doit avoir une adresse vérifiée dans l’un d’eux. Vide : n’importe lequel. Séparés par des virgules.',
  'provider.linkByEmail': 'Lier par adresse vérifiée',
  'provider.linkByEmailHelp':
    'La première connexion lie au compte de même adresse. Sinon, chacun lie depuis son profil ou son invitation. Seulement avec les domaines de votre agence.',
  'provider.acr': 'Vaut deux facteurs : valeurs de acr',
  'provider.amr': 'Vaut deux facteurs : valeurs de amr',
  'provider.factorHelp':
    'Vide : cette connexion est un seul facteur, et qui en a un second ici le montre ensuite.',
  'provider.active': 'On peut s’y connecter',
  'provider.off': 'Désactivé',
  'provider.on': 'En service',
  'provider.state': 'État',
  'provider.linked': 'Comptes liés',
  'provider.redirect': 'Adresse de redirection, à enregistrer chez le fournisseur',
  'provider.logout': 'Adresse de déconnexion en arrière-plan : qui en sort est dehors ici aussitôt',
  'provider.signedOut': 'Adresse après la déconnexion, à enregistrer chez le fournisseur',
  'provider.endsThere': 'Se déconnecter ici déconnecte aussi là-bas',
  'provider.endsThereHelp':
    'Pour les appareils que plusieurs personnes utilisent. L’adresse après la déconnexion doit être enregistrée chez le fournisseur.',
  'provider.save': 'Enregistrer',
  'provider.remove': 'Supprimer',
  'provider.removeOf': 'Supprimer {name}',
  'provider.removeText':
    '{count, plural, =0 {Personne n’est lié.} one {Un compte perd cette connexion.} other {# comptes perdent cette connexion.}} Mots de passe et clés d’accès continuent.',
  'provider.signIn': 'Se connecter avec {name}',
  'provider.accept': 'Accepter avec {name}',
  'provider.confirm': 'Confirmer avec {name}',
  'provider.ownText':
    'Connectez-vous avec un compte que vous avez ailleurs. Il ouvre celui-ci, et rien n’y change là-bas.',
  'provider.link': 'Lier',
  'provider.linkOf': 'Lier {name}',
  'provider.unlink': 'Délier',
  'provider.unlinkOf': 'Délier {name}',
  'provider.since': 'Lié depuis {when}',
  'provider.notLinked': 'Non lié',
  'provider.window': 'Une fenêtre de l’autre connexion s’est ouverte. Revenez ici quand vous aurez fini.',
  'provider.done': 'Terminé',
  'provider.doneText': 'Vous pouvez fermer cette fenêtre et continuer où vous étiez.',
  'provider.refused': 'La porte ne s’est pas ouverte',
  'pending.title': 'Montrez votre second facteur',
  'pending.text':
    'L’autre connexion a prouvé un facteur. Votre compte en a un second ici : montrez-le et tout s’ouvre.',
  'problem.identity.provider_unlinked':
    'Aucun compte ici n’est lié à celui-là. Connectez-vous avec votre mot de passe et liez-le dans votre profil, ou demandez à votre administrateur.',
  'problem.identity.provider_address':
    'Ce compte n’a pas d’adresse vérifiée dans un domaine de cette agence.',
  'problem.identity.provider_taken':
    'Ce compte est déjà lié à quelqu’un ici, ou vous êtes lié à un autre là-bas.',
  'problem.identity.provider_other': 'C’était le compte d’une autre personne. Confirmez avec le vôtre.',
  'problem.identity.provider_weak':
    'Cela n’a prouvé qu’un facteur, et votre compte en a un second ici. Confirmez par celui-ci.',
  'problem.identity.provider_ended':
    'Cela a commencé il y a trop longtemps, dans une autre fenêtre, ou a déjà servi. Recommencez.',
  'problem.identity.provider_down':
    'L’autre connexion ne répond pas. Utilisez votre mot de passe ou votre clé d’accès, ou réessayez plus tard.',
  'problem.identity.provider_denied':
    'On ne vous y a pas laissé entrer. Réessayez, ou prenez un autre moyen.',
  'problem.identity.provider_untrusted':
    'La réponse de l’autre connexion n’est pas digne de confiance. Recommencez ; si cela se répète, prévenez votre administrateur.',
  'problem.identity.provider_unreachable':
    'Aucun fournisseur OpenID Connect ne répond à cette adresse. Vérifiez-la, et que ce serveur peut l’atteindre.',
  'problem.identity.provider_inner':
    'Cette adresse se trouve dans votre propre réseau. La personne qui exploite le serveur nomme d’abord son hôte dans SOJOURN_PROVIDER_HOSTS.',
  'problem.identity.provider_needs_domains':
    'Nommez les domaines de votre agence : on ne lie par adresse que là.',
  'problem.identity.provider_known': 'Ce fournisseur est déjà configuré avec ce client.',
  'problem.identity.provider_only_way':
    'C’est votre seul moyen d’entrer. Définissez d’abord un mot de passe ou liez-en un autre.',
  'notice.identity.provider_linked':
    'Votre compte a été lié à une autre connexion. Si ce n’était pas vous, déliez-la dans votre profil et prévenez votre administrateur.',
  'notice.identity.provider_linked.general': 'Votre compte a été lié à une autre connexion',
  'action.identity.provider_created': 'Autre connexion ajoutée',
  'action.identity.provider_changed': 'Autre connexion modifiée',
  'action.identity.provider_deleted': 'Autre connexion supprimée',
  'action.identity.provider_linked': 'Compte lié à une autre connexion',
  'action.identity.provider_unlinked': 'Lien avec une autre connexion coupé',
  'action.identity.provider_logout': 'Déconnecté par une autre connexion',
} as const satisfies Record<keyof typeof en, string>;
