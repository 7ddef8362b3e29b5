import type { ImportTexts } from './en.ts';

export const importTexts: ImportTexts = {
  'imports.title': 'Imports',
  'imports.findings': 'Constats',
  'imports.counts':
    '{errors, plural, =0 {Aucune erreur} one {# erreur} other {# erreurs}}, {warnings, plural, =0 {aucun avertissement} one {# avertissement} other {# avertissements}}',
  'imports.notChecked': 'Pas encore vérifié',
  'imports.begun': 'Commencé',
  'imports.by': 'Par',
  'imports.empty.areas': 'Aucun import de zones pour l’instant',
  'imports.empty.areasText':
    'Un import apporte les limites d’un pays depuis des fichiers. Il est d’abord vérifié et ne change rien tant que vous ne l’appliquez pas.',
  'imports.empty.sites': 'Aucun import de sites pour l’instant',
  'imports.empty.sitesText':
    'Un import apporte une liste de référence des sites depuis un tableur. Il est d’abord vérifié et ne change rien tant que vous ne l’appliquez pas.',

  'import.areas': 'Importer des zones',
  'import.areasIntro':
    'Choisissez le pays et donnez les fichiers : un par niveau ou tout en un. Rien ne change avant que vous ayez vu ce que ferait l’import.',
  'import.sites': 'Importer des sites',
  'import.sitesIntro':
    'Choisissez l’opération et donnez la liste des sites. Rien ne change avant que vous ayez vu ce que ferait l’import.',
  'import.defaultName': '{country}, {month}',
  'import.status.draft': 'Brouillon',
  'import.status.checked': 'Vérifié',
  'import.status.applied': 'Appliqué',
  'import.status.discarded': 'Abandonné',
  'import.steps': 'Étapes de l’import',
  'import.step.files': 'Fichiers',
  'import.step.columns': 'Colonnes',
  'import.step.check': 'Vérifier et appliquer',
  'import.drop': 'Ajouter des fichiers',
  'import.zipHint': 'Un Shapefile en un seul .zip',
  'import.sending': 'Envoi et lecture de {name}',
  'import.goOn': 'Continuer avec les fichiers déjà lus',
  'import.files': 'Fichiers',
  'import.noFiles': 'Aucun fichier',
  'import.removeFile': 'Retirer {name}',
  'import.rows': '{count, plural, one {# ligne} other {# lignes}}',
  'import.layers': '{count, plural, one {# couche} other {# couches}}',
  'import.toColumns': 'Passer aux colonnes',
  'import.check': 'Vérifier',
  'import.checkAgain': 'Vérifier à nouveau',
  'import.applying': 'Application : chaque ligne est revérifiée, puis tout est écrit',
  'import.checkCancelled': 'La vérification a été annulée.',
  'import.applyCancelled': 'L’application a été annulée. Rien n’a été modifié.',
  'import.checking': 'Vérification de chaque ligne et de chaque contour',
  'import.checkFirst':
    'La vérification lit chaque ligne, la compare à ce qui est en vigueur et ne change rien.',
  'import.hasErrors':
    '{count, plural, one {# erreur empêche d’appliquer cet import} other {# erreurs empêchent d’appliquer cet import}}',
  'import.hasErrorsText':
    'Corrigez la source ou le sens des colonnes, puis vérifiez à nouveau. Rien n’a été changé.',
  'import.isReady': 'Rien ne s’oppose à cet import',
  'import.isReadyText':
    'Regardez ce qui changerait, puis appliquez-le. Il s’applique en entier ou pas du tout.',
  'import.apply': 'Appliquer',
  'import.applyTitle': 'Appliquer cet import ?',
  'import.applyAreas':
    'La nouvelle édition entre en vigueur pour tout le monde. Ce qu’elle remplace est conservé avec ses dates, et les sites suivent leur point dans les nouvelles zones.',
  'import.applySites':
    'Les nouveaux sites sont ajoutés et les sites connus, retrouvés par leur code, sont modifiés. Aucun site n’est supprimé.',
  'import.wasApplied': 'Cet import a été appliqué.',
  'import.seeAreas': 'Voir les zones',
  'import.seeSites': 'Voir les sites',
  'import.discard': 'Abandonner',
  'import.discardTitle': 'Abandonner cet import ?',
  'import.discardText': 'Ses fichiers sont effacés. Ce qui est en vigueur reste tel quel.',
  'import.wasDiscarded': 'Cet import a été abandonné. Ses fichiers ont été effacés et rien n’a été changé.',
  'import.report': 'Rapport en CSV',
  'import.findings': 'Ce que la vérification a trouvé',
  'import.noFindings': 'La vérification n’a rien à signaler.',
  'import.noneOfKind': 'Rien de ce genre.',
  'import.severity': 'Montrer',
  'import.all': 'Tout',
  'import.severity.error': 'Erreurs',
  'import.severity.warning': 'Avertissements',
  'import.severity.info': 'Remarques',
  'import.severity.one.error': 'Erreur',
  'import.severity.one.warning': 'Avertissement',
  'import.severity.one.info': 'Remarque',
  'import.howToMend': 'Comment corriger :',
  'import.row': 'Ligne',
  'import.finding': 'Constat',
  'import.file': 'Fichier',
  'import.moreRows': 'Plus de lignes',

  'save.kept': 'Tout est conservé',
  'save.waiting': 'Conservation des modifications…',
  'save.saving': 'Conservation des modifications…',
  'save.failed': 'Pas encore conservé',

  'plan.added': 'Nouvelles zones',
  'plan.changed': 'Zones modifiées',
  'plan.changedNote': '{renamed, number} avec un autre nom, {reshaped, number} avec un autre contour',
  'plan.unchanged': 'Zones inchangées',
  'plan.removed': 'Zones qui prennent fin',
  'plan.sitesAdded': 'Nouveaux sites',
  'plan.sitesChanged': 'Sites modifiés',
  'plan.sitesUnchanged': 'Sites inchangés',

  'edition.title': 'L’édition',
  'edition.intro':
    'Ce qui est appliqué ensemble forme une édition. Ces données accompagnent chaque zone qu’elle apporte.',
  'edition.name': 'Nom de l’édition',
  'edition.nameNeeded': 'Écrivez un nom.',
  'edition.dateNeeded': 'Indiquez une date.',
  'edition.suggested': 'Le fichier lui-même indique le {day}.',
  'edition.source': 'Source',
  'edition.sourceHint': 'Qui l’a publiée, sous quelle licence, où elle a été trouvée.',
  'edition.mode': 'Ce que disent les fichiers',
  'edition.replace': 'Toute la vérité pour leurs niveaux',
  'edition.replaceHint': 'Une zone que les fichiers ne nomment pas prend fin.',
  'edition.amend': 'Un complément',
  'edition.amendHint': 'Une zone que les fichiers ne nomment pas reste telle quelle.',
  'edition.makeParents': 'Créer à partir des colonnes les zones supérieures manquantes',
  'edition.makeParentsHint':
    'Un niveau qui n’apparaît que dans les colonnes d’un niveau inférieur est ajouté sans contours.',
  'edition.incomplete': 'Nommez l’édition et indiquez le jour à partir duquel elle est valable.',

  'columns.title': 'Le sens des colonnes',
  'columns.intro':
    'Proposé d’après les en-têtes, les balises et le contenu des colonnes. Changez ce qui est faux.',
  'columns.of': 'Colonnes de {name}',
  'columns.column': 'Colonne',
  'columns.sample': 'Par exemple',
  'columns.meaning': 'Signifie',
  'columns.meaningOf': 'Sens de {name}',
  'columns.languageOf': 'Langue de {name}',
  'columns.count': '{count, plural, one {# colonne} other {# colonnes}}',
  'columns.showIdle':
    '{count, plural, one {# autre colonne, vide ou non utilisée} other {# autres colonnes, vides ou non utilisées}}',
  'columns.shapes': 'avec contours',
  'columns.use': 'Utiliser cette couche',
  'columns.fixedLevel': 'Toutes les lignes sont au',
  'columns.preview': 'Comment les premières lignes sont lues',
  'columns.noLayer': 'Utilisez au moins une couche.',
  'columns.noPcode': 'Choisissez la colonne des P-codes.',
  'columns.noCode': 'Choisissez les colonnes du code et du nom des sites.',
  'role.none': 'Non utilisée',
  'role.group.none': 'Rien',
  'role.group.any': 'Une ligne par zone de n’importe quel niveau',
  'role.pcode': '{level} : P-code',
  'role.name': '{level} : nom',
  'role.other': '{level} : autre nom',
  'role.any.pcode': 'P-code de la ligne',
  'role.any.name': 'Nom de la ligne',
  'role.any.other': 'Autre nom de la ligne',
  'role.level': 'Niveau de la ligne',
  'role.parent': 'P-code de la zone supérieure',
  'role.validFrom': 'Valable dès le',
  'role.validTo': 'Valable jusqu’au',

  'country.add': 'Ajouter un territoire',
  'country.intro':
    'Pour un territoire que l’ISO 3166 ne liste pas, ou un territoire inventé pour la formation. Il reçoit l’un des codes que la norme laisse aux utilisateurs.',
  'country.code': 'Code',
  'country.codeHint': 'AA, QM à QZ, XA à XZ ou ZZ',
  'country.alpha3': 'Code à trois lettres',
  'country.alpha3Hint': 'Trois lettres, si les P-codes commencent ainsi',
  'country.nameIn': 'Nom en {language}',
  'country.nameNeeded': 'Écrivez un nom dans au moins une langue.',
  'country.save': 'Ajouter',

  'mend.places.import.children_left':
    'Importez le niveau inférieur dans la même édition, ou choisissez « Un complément » si le fichier ne dit pas tout.',
  'mend.places.import.coordinates_range': 'Exportez à nouveau le fichier en WGS84 (EPSG:4326), en degrés.',
  'mend.places.import.coordinates_swapped':
    'Échangez les deux colonnes ou les deux axes dans la source et exportez à nouveau.',
  'mend.places.import.level_changed':
    'Vérifiez quelle colonne donne le niveau. Une zone ne change pas de niveau ; une nouvelle zone a besoin de son propre P-code.',
  'mend.places.import.level_unknown':
    'Écrivez 0 pour le pays et 1 à 4 pour ses divisions, ou choisissez une autre colonne pour le niveau.',
  'mend.places.import.name_missing':
    'Complétez le nom dans la source ou choisissez une autre colonne pour les noms.',
  'mend.places.import.older_edition':
    'Donnez à l’édition un jour plus tardif ; une édition plus ancienne s’importe avant les suivantes.',
  'mend.places.import.orphan':
    'Ajoutez à cet import le fichier du niveau supérieur, ou corrigez le code de la zone supérieure.',
  'mend.places.import.parent_level': 'Corrigez le code de la zone supérieure ou le niveau de la ligne.',
  'mend.places.import.parent_missing': 'Choisissez la colonne qui contient le P-code de la zone supérieure.',
  'mend.places.import.pcode_duplicate':
    'Gardez une seule des lignes. Si une zone a plusieurs parties, réunissez-les en une forme.',
  'mend.places.import.pcode_malformed':
    'Vérifiez que la bonne colonne est choisie comme P-code, puis corrigez le code dans la source.',
  'mend.places.import.pcode_missing': 'Complétez le code dans la source ou supprimez la ligne.',
  'mend.places.import.pcode_not_iso':
    'Vérifiez que le bon pays a été choisi pour cet import, puis le code dans la source.',
  'mend.places.import.shape_no_area':
    'Redessinez le contour dans un SIG ; celui-ci est une ligne ou un seul point.',
  'mend.places.import.shape_not_numbers':
    'Exportez à nouveau le fichier ; il a été endommagé ou modifié à la main.',
  'mend.places.import.shape_not_polygon': 'Exportez la couche des zones, pas celle des points ou des lignes.',
  'mend.places.import.overlap':
    'Demandez à l’éditeur des données laquelle des deux limites est la bonne. De petits chevauchements ne gênent pas.',
  'mend.places.import.outside_parent':
    'Souvent les niveaux viennent d’éditions différentes. Prenez tous les niveaux à la même source.',
  'mend.places.import.outside_country':
    'Vérifiez le système de référence du fichier et le pays de cet import.',
  'mend.places.site_import.code_missing':
    'Donnez un code à chaque site de la liste : c’est par lui qu’il est retrouvé.',
  'mend.places.site_import.code_malformed': 'N’utilisez que des lettres, des chiffres et . _ / -',
  'mend.places.site_import.code_duplicate':
    'Gardez une seule des lignes, ou donnez son propre code à l’autre site.',
  'mend.places.site_import.name_missing':
    'Complétez le nom dans la liste ou choisissez une autre colonne pour le nom.',
  'mend.places.site_import.half_point':
    'Complétez les deux nombres, ou laissez-les vides et indiquez la zone.',
  'mend.places.site_import.not_a_number': 'Écrivez les degrés en nombre décimal, comme 18.5392.',
  'mend.places.site_import.point_range': 'La latitude va de −90 à 90, la longitude de −180 à 180.',
  'mend.places.site_import.swapped': 'Échangez le sens des deux colonnes.',
  'mend.places.site_import.outside_areas':
    'Vérifiez les nombres du point ; un signe ou un chiffre est peut-être faux.',
  'mend.places.site_import.pcode_unknown': 'Corrigez le code ou importez d’abord les zones.',
};
