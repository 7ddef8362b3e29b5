import type { problems as en } from './en.ts';

export const problems = {
  'problem.forms.version_exists':
    'La version « {version} » de ce formulaire existe déjà avec un autre contenu. Inscrivez une autre version dans la feuille settings et réessayez.',
  'problem.forms.files_missing': 'Ajoutez d’abord les fichiers du formulaire : {files}.',
  'problem.forms.form_exists': 'Cette opération a déjà un formulaire avec cet identifiant.',
  'problem.forms.version_too_long':
    'Un nom de version compte 250 caractères au plus. Raccourcissez-le dans la feuille settings.',
  'problem.forms.form_id_too_long':
    'Un identifiant de formulaire compte 250 caractères au plus. Raccourcissez form_id dans la feuille settings.',
  'problem.forms.version_has_records':
    'Cette version a des enregistrements : retirez-la au lieu de la supprimer.',
  'problem.forms.version_was_published': 'Une version qui a été publiée se retire, elle ne se supprime pas.',
  'problem.forms.workbook_errors':
    '{count, plural, one {Le classeur a # erreur ; rien n’a été enregistré.} other {Le classeur a # erreurs ; rien n’a été enregistré.}}',
  'problem.forms.file_too_large': 'Le fichier dépasse {limit} Mo. Réduisez-le et réessayez.',
  'problem.forms.file_lies': 'Le fichier « {name} » n’est pas ce que dit son nom : son contenu est {found}.',
  'problem.forms.file_name': 'Le nom d’un fichier ne peut pas être utilisé. Renommez-le.',
  'problem.forms.file_conflict': 'Un autre fichier nommé « {name} » appartient déjà à cet enregistrement.',
  'problem.forms.device_name': 'Écrivez un nom de 1 à 100 caractères.',
  'problem.forms.device_revoked': 'Cet appareil est déjà révoqué.',
  'problem.forms.filter_unreadable':
    'Le filtre de l’adresse est illisible. Retirez-le et choisissez-le à nouveau.',
  'problem.forms.filter_unusable':
    'Cette question ne peut pas être filtrée ainsi : {path}. Retirez le filtre ou choisissez une autre condition.',
  'problem.forms.box_unusable':
    'La zone de l’adresse n’existe pas sur la carte. Retirez-la et choisissez-la à nouveau.',
  'problem.forms.cursor': 'Cette page de la liste n’existe plus. Rechargez la liste.',
  'problem.forms.sort_unknown':
    'Les enregistrements ne peuvent pas être triés selon cette colonne. Choisissez-en une autre.',
  'problem.forms.export_not_done': 'Cette exportation n’a pas encore de fichier.',
  'problem.forms.no_openrosa_version': 'Le programme ne parle pas OpenRosa 1.0. Mettez ODK Collect à jour.',
  'problem.forms.instance_id_too_long': 'L’identifiant de l’enregistrement est trop long.',
  'problem.forms.xml_malformed':
    'L’enregistrement est illisible et n’a pas été gardé. Conservez-le et prévenez le bureau qui vous a envoyé le formulaire.',
  'problem.forms.version_unknown':
    'Il n’y a pas ici pour vous de formulaire « {form} » en version « {version} ». Téléchargez-le à nouveau.',
  'problem.forms.version_retired':
    'La version « {version} » du formulaire « {form} » est retirée et ne prend plus d’enregistrements. Conservez le vôtre et demandez au bureau qui vous a envoyé le formulaire.',
  'problem.forms.version_not_published':
    'La version « {version} » du formulaire « {form} » n’est pas encore publiée et ne prend pas d’enregistrements.',
  'problem.forms.instance_conflict':
    'Un autre enregistrement avec le même identifiant mais d’autres réponses est déjà là. Celui-ci n’a pas été gardé.',
  'problem.forms.edited_unknown': 'L’enregistrement que celui-ci corrige n’est pas ici.',
  'problem.forms.edit_forbidden': 'Vous ne pouvez pas modifier cet enregistrement.',
  'problem.forms.edit_stale':
    'Quelqu’un a modifié cet enregistrement après que vous l’avez ouvert. Le vôtre n’a pas été gardé : rouvrez-le et refaites votre changement.',
  'problem.forms.edit_approved': 'Cet enregistrement est approuvé ; seul le bureau peut encore le modifier.',
  'problem.forms.post_incomplete':
    'L’enregistrement n’est pas arrivé entier et n’a pas été gardé. Envoyez-le à nouveau.',
  'problem.forms.post_too_large':
    'L’enregistrement et ses fichiers dépassent ce que le serveur accepte. Envoyez des fichiers moins nombreux ou plus petits.',
  'problem.forms.no_form_id': 'L’envoi ne dit pas à quel formulaire il appartient.',
  'problem.forms.no_submission_part': 'La requête n’a pas de partie nommée xml_submission_file.',
  'problem.forms.not_multipart':
    'Un envoi se fait en multipart/form-data avec une partie xml_submission_file.',
  'problem.forms.xml_doctype': 'Un envoi ne peut contenir ni DOCTYPE ni entités propres.',
  'problem.forms.xml_too_deep': 'L’envoi est imbriqué plus profondément qu’aucun formulaire.',
  'problem.forms.xml_too_large': 'L’envoi dépasse la taille que ce serveur accepte.',
  'problem.forms.xml_too_many_nodes': 'L’envoi contient plus de réponses que ce serveur n’en accepte.',
} as const satisfies Record<keyof typeof en, string>;
