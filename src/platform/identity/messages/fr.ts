import { admin } from './admin/fr.ts';
import type { messages as en } from './en.ts';

export const messages = {
  ...admin,
  'section.people': 'Comptes, invitations et façons de se connecter',
  email: 'Adresse électronique',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  passwordHelp: 'Au moins 12 caractères. Une phrase que vous seul diriez se retient bien et se devine mal.',
  name: 'Nom',
  language: 'Langue',
  emailFormat: 'Indiquez une adresse électronique, par exemple nom@exemple.org.',

  'signIn.title': 'Connexion',
  'signIn.submit': 'Se connecter',
  'signIn.code': 'Code de votre application d’authentification',
  'signIn.codeHelp': 'Six chiffres qui changent toutes les 30 secondes.',
  'signIn.help': 'Pas de mot de passe, ou oublié ? Demandez un lien à usage unique à votre administrateur.',
  'signIn.demonstration':
    'Ceci est une démonstration : personnes et données sont inventées. Leurs adresses et leur mot de passe ont été affichés au démarrage.',
  'again.title': 'Votre session a pris fin',
  'again.text': 'Reconnectez-vous et reprenez où vous en étiez : rien sur cette page n’est perdu.',
  'again.other': 'Quitter et se connecter sous un autre nom',

  'setUp.title': 'Mettre Sojourn en service',
  'setUp.intro': 'Une seule fois, en deux minutes environ. Tout pourra être modifié plus tard.',
  'setUp.proof': 'La preuve que ce serveur est le vôtre',
  'setUp.code': 'Code de mise en service',
  'setUp.codeHelp': 'Le serveur l’a affiché à son démarrage.',
  'setUp.agency': 'Votre organisation',
  'setUp.agencyName': 'Nom de l’organisation',
  'setUp.you': 'Vous, premier administrateur',
  'setUp.where': 'Votre premier bureau et votre première opération',
  'setUp.officeName': 'Nom du siège',
  'setUp.officeCode': 'Code du bureau',
  'setUp.codeHelpShort': 'Par exemple HQ ou CF24.',
  'setUp.officeHelp': 'Le sommet de l’arbre ; les autres viennent au-dessous.',
  'setUp.operationName': 'Nom de l’opération',
  'setUp.operationHelp':
    'La réponse ou le programme auquel on travaille, par exemple « Réponse aux inondations de la côte ».',
  'setUp.operationCode': 'Code de l’opération',
  'setUp.country': 'Pays de l’opération',
  'setUp.countryHelp': 'Les deux lettres ISO 3166, par exemple HT pour Haïti.',
  'setUp.codeFormat': 'Utilisez 2 à 16 lettres, chiffres ou traits d’union, par exemple HQ.',
  'setUp.countryFormat': 'Utilisez les deux lettres ISO 3166, par exemple HT.',
  'setUp.submit': 'Mettre en service et entrer',

  'welcome.invitation': 'Bienvenue, {name}',
  'welcome.invitationText': 'Choisissez un mot de passe et vous y êtes. Votre adresse ici est {email}.',
  'welcome.recovery': 'Nouveau mot de passe pour {name}',
  'welcome.recoveryText': 'Vos autres sessions prendront fin. Votre adresse ici est {email}.',
  'welcome.submit': 'Définir le mot de passe et entrer',
  'welcome.missing': 'Ce lien est incomplet',
  'welcome.missingText':
    'Copiez le lien entier tel que vous l’avez reçu, ou demandez-en un nouveau à votre administrateur.',
  'welcome.toSignIn': 'Aller à la connexion',

  'profile.title': 'Mon profil',
  'profile.aboutMe': 'À mon sujet',
  'profile.save': 'Enregistrer',
  'profile.saved': 'Enregistré.',
  'profile.password': 'Mot de passe',
  'profile.current': 'Mot de passe actuel',
  'profile.changePassword': 'Changer le mot de passe',
  'profile.passwordChanged': 'Votre mot de passe est changé et vos autres sessions ont pris fin.',

  'factor.title': 'Second facteur',
  'factor.on': 'Activé',
  'factor.off': 'Désactivé',
  'factor.text':
    'Une application d’authentification donne un code à chaque connexion : un mot de passe volé ne suffit plus.',
  'factor.start': 'Configurer une application d’authentification',
  'factor.scan': 'Scannez ceci avec votre application d’authentification',
  'factor.secret': 'Ou saisissez cette clé à la main',
  'factor.code': 'Code affiché en ce moment par l’application',
  'factor.confirm': 'Confirmer',
  'factor.remove': 'Retirer le second facteur',
  'factor.removeText': 'La connexion ne demandera plus que votre mot de passe.',
  'factor.removePassword': 'Votre mot de passe',

  'code.recovery': 'Code de secours',
  'code.recoveryHelp':
    'Un des codes gardés lors de la mise en place du second facteur. Chacun sert une fois.',
  'code.useRecovery': 'Application perdue ? Utiliser un code de secours',
  'code.useApp': 'Utiliser l’application d’authentification',
  'stepUp.title': 'Confirmez que c’est bien vous',
  'stepUp.text':
    'Cet acte demande une preuve récente. Il se poursuit ensuite de lui-même ; la preuve vaut dix minutes.',
  'stepUp.submit': 'Confirmer et continuer',
  'owed.title': 'Mettez en place un second facteur',
  'owed.text': 'Un de vos rôles l’exige. Tout le reste s’ouvre dès qu’il fonctionne.',
  'codes.title': 'Codes de secours',
  'codes.text':
    'Gardez-les là où vous les trouverez sans votre téléphone. Chacun sert une fois à la place de l’application. Ils ne s’affichent que maintenant.',
  'codes.all': 'Tous les codes',
  'codes.print': 'Imprimer',
  'codes.done': 'Je les ai gardés',
  'codes.make': 'Créer de nouveaux codes de secours',
  'codes.left':
    '{count, plural, =0 {Il ne reste aucun code de secours.} one {Il reste # code de secours.} other {Il reste # codes de secours.}}',

  'passkeys.title': 'Clés d’accès',
  'passkeys.text':
    'Une clé d’accès ouvre votre compte avec le verrou de votre appareil : doigt, visage ou code. Rien à retenir, et rien qu’une fausse page puisse saisir.',
  'passkeys.notHere': 'Ce navigateur ou cette adresse n’offre pas de clés d’accès : il faut https.',
  'passkeys.none': 'Pas encore de clé d’accès',
  'passkeys.add': 'Ajouter une clé d’accès',
  'passkeys.addText':
    'Votre navigateur demande ensuite le verrou de cet appareil, d’un téléphone ou d’une clé.',
  'passkeys.name': 'Nom',
  'passkeys.nameHelp': 'Pour la reconnaître, par exemple « Portable du bureau ».',
  'passkeys.make': 'Créer une clé d’accès',
  'passkeys.kept': 'Conservée',
  'passkeys.inCloud': 'Chez son fabricant, sur plusieurs appareils',
  'passkeys.onDevice': 'Sur un appareil',
  'passkeys.since': 'Depuis',
  'passkeys.remove': 'Retirer',
  'passkeys.removeOf': 'Retirer {name}',
  'passkeys.removeText': 'Elle n’ouvre plus rien ici. Retirez-la aussi de votre appareil.',
  'passkeys.use': 'Utiliser une clé d’accès',
  'passkeys.signIn': 'Se connecter avec une clé d’accès',

  'sessions.title': 'Sessions ouvertes',
  'sessions.text':
    'Les appareils connectés à votre nom. Fermez ceux que vous ne connaissez pas et changez de mot de passe.',
  'sessions.device': 'Appareil',
  'sessions.since': 'Connecté',
  'sessions.lastSeen': 'Vu pour la dernière fois',
  'sessions.current': 'Cet appareil',
  'sessions.end': 'Fermer la session',
  'sessions.endOf': 'Fermer la session de {device}',
  'sessions.unknown': 'Appareil inconnu',
  'sessions.address': 'Adresse',
  'sessions.endOthers': 'Fermer toutes les autres sessions',
  'sessions.endOthersText': 'Tous les autres appareils devront se reconnecter. Celui-ci reste connecté.',
  'sessions.limits':
    'Vos rôles ferment une session après {idle} sans activité. Celle-ci se ferme {when} dans tous les cas.',

  'people.title': 'Personnes',
  'people.intro': 'Les comptes des personnes des bureaux dont vous avez la charge.',
  'people.search': 'Nom ou adresse électronique',
  'people.state': 'État',
  'people.state.invited': 'Invité',
  'people.state.active': 'Actif',
  'people.state.disabled': 'Désactivé',
  'people.secondFactor': 'Second facteur',
  'people.lastSeen': 'Vu pour la dernière fois',
  'people.created': 'Depuis',
  'people.never': 'Jamais',
  'people.invite': 'Inviter une personne',
  'people.inviteIntro':
    'Le compte commence sans aucun rôle : attribuez-en un ensuite, sinon la personne ne verra rien.',
  'people.inviteSubmit': 'Créer le compte et le lien',
  'people.emptyText':
    'Invitez vos collègues : chacun reçoit un lien à usage unique pour choisir un mot de passe.',
  'people.link': 'Lien à usage unique pour {name}',
  'people.linkText': 'Remettez-le par un moyen sûr. Il s’ouvre une seule fois et expire {when}.',
  'people.next': 'Ensuite : attribuer un rôle',
  'people.disable': 'Désactiver le compte',
  'people.enable': 'Réactiver le compte',
  'people.enableText': 'La personne pourra se reconnecter avec son mot de passe et ses rôles actuels.',
  'people.account': 'Compte',

  'problem.identity.email_taken': 'Un compte existe déjà avec cette adresse électronique.',
  'problem.identity.already_set_up': 'Cette installation est déjà en service. Connectez-vous.',
  'problem.identity.wrong_set_up_code':
    'Ce n’est pas le code affiché par le serveur. Consultez sa dernière sortie : le code change à chaque démarrage.',
  'problem.identity.link_ended':
    'Ce lien a déjà servi ou a expiré. Demandez-en un nouveau à votre administrateur.',
  'problem.identity.state_of_self':
    'Nul ne désactive son propre compte. Adressez-vous à un autre administrateur.',
  'problem.identity.no_such_keeper': 'Choisissez une autre personne dont le compte est actif.',
  'problem.identity.not_accepted': 'L’invitation n’a pas encore été acceptée.',
  'problem.identity.password_common':
    'Beaucoup de personnes utilisent ce mot de passe ou un semblable. Choisissez-en un autre, par exemple quatre mots sans lien entre eux.',
  'problem.identity.password_guessable':
    'Ce mot de passe ne contient guère que des noms que d’autres connaissent. Choisissez-en un sans votre nom ni celui de l’agence.',
  'problem.identity.wrong_password': 'Ce n’est pas votre mot de passe actuel.',
  'problem.identity.second_factor_exists':
    'Retirez l’application d’authentification actuelle avant d’en enregistrer une autre.',
  'problem.identity.second_factor_not_started': 'Recommencez l’enregistrement.',
  'problem.identity.step_up_needed': 'Rien n’a été modifié : confirmez d’abord que c’est bien vous.',
  'problem.identity.second_factor_due': 'Vos rôles exigent un second facteur. Mettez-le d’abord en place.',
  'problem.identity.second_factor_missing': 'Mettez d’abord en place un second facteur.',
  'problem.identity.passkey_needed':
    'Utilisez votre clé d’accès ci-dessous, ou saisissez un code de secours.',
  'problem.identity.wrong_passkey':
    'Cette clé d’accès ne convient pas ici. Réessayez ou choisissez un autre moyen.',
  'problem.identity.passkey_known': 'Cet appareil a déjà une clé d’accès pour votre compte.',
  'problem.identity.passkey_cancelled':
    'Aucune clé d’accès n’a été utilisée. Réessayez ou choisissez un autre moyen.',
  'problem.identity.passkey_elsewhere':
    'Les clés d’accès ne valent qu’à l’adresse fixée par votre administrateur. Ouvrez Sojourn à cette adresse.',
  'problem.identity.wait_address':
    'Trop d’essais erronés depuis ce réseau. Attendez 15 minutes, ou utilisez un appareil sur lequel vous vous êtes déjà connecté.',
  'problem.identity.wrong_code':
    'Le code est faux ou périmé. Attendez le suivant et vérifiez l’heure de votre téléphone.',
  'problem.identity.code_used': 'Ce code a déjà servi. Attendez le suivant.',
  'problem.identity.code_needed': 'Saisissez le code de votre application d’authentification.',
  'problem.identity.wait': 'Trop de tentatives erronées pour ce compte. Attendez 15 minutes.',
  'problem.identity.wrong_credentials': 'L’adresse électronique ou le mot de passe est erroné.',
  'problem.identity.in_person_only':
    'Un jeton ne peut pas modifier le compte de sa personne. Connectez-vous vous-même.',
  'problem.identity.works_elsewhere':
    'Cette personne travaille aussi dans des bureaux que vous n’administrez pas. Demandez à un administrateur placé au-dessus de tous.',
  'problem.identity.permission_not_held':
    'Un jeton ne peut contenir que des autorisations que vous avez vous-même.',

  'permission.identity.account.read': 'Voir les personnes de l’agence',
  'permission.identity.account.write':
    'Inviter des personnes, créer des liens de récupération, désactiver des comptes',

  'again.locked': 'L’écran est verrouillé',
  'again.lockedText':
    'Personne n’y a touché depuis un moment. Saisissez votre mot de passe et reprenez où vous en étiez : rien n’est perdu.',
  'device.title': 'Cet appareil',
  'device.lock': 'Verrouiller l’écran après',
  'device.lockHelp':
    'Temps sans toucher ni frappe, dans n’importe quel onglet. Sans connexion, il attend : personne ne pourrait déverrouiller.',
  'device.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'device.lockAllowed':
    'Au plus tard que vos rôles permettent ({count, plural, one {# minute} other {# minutes}})',
  'device.offline': 'Travailler sans connexion',
  'device.offlineHelp':
    'Conserver formulaires et lieux sur cet appareil et continuer là où il n’y a pas de réseau.',
  'device.sparing': 'Économiser les données',
  'device.sparingHelp':
    'Les cartes et les images ne viennent que sur demande, et les listes par pages plus courtes.',
  'sealed.identity.totp': 'Secrets des applications d’authentification',
} as const satisfies Record<keyof typeof en, string>;
