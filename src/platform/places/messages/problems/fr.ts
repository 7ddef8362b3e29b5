import type { ProblemTexts } from './en.ts';

export const problemTexts: ProblemTexts = {
  'problem.places.import.file_empty': '{file} est vide. Choisissez à nouveau le fichier.',
  'problem.places.import.file_too_large':
    '{file} dépasse {limit, number} Mo. Divisez-le par niveau ou simplifiez ses formes.',
  'problem.places.import.unknown_format':
    '{file} n’est dans aucun des formats lisibles : GeoJSON, TopoJSON, Shapefile zippé, CSV, XLSX, XLS, ODS.',
  'problem.places.import.too_many_files': 'Un import accepte au plus {limit, number} fichiers.',
  'problem.places.import.file_twice':
    'Un fichier nommé {file} fait déjà partie de cet import. Retirez-le d’abord ou renommez le nouveau.',
  'problem.places.import.archive_bomb':
    '{file} se décompresse au-delà de ce que peuvent peser des limites (maximum {limit, number} Mo). Il n’a pas été ouvert.',
  'problem.places.import.archive_broken': '{file} est endommagé ou incomplet. Envoyez-le à nouveau.',
  'problem.places.import.archive_entries':
    '{file} contient plus de {limit, number} entrées. N’y mettez que les fichiers des limites.',
  'problem.places.import.archive_empty': '{file} ne contient ni Shapefile (.shp avec .dbf) ni GeoJSON.',
  'problem.places.import.json_broken':
    '{file} n’est pas du JSON valide {where}. Il a peut-être été coupé en route.',
  'problem.places.import.not_utf8':
    '{file} n’est pas en UTF-8, comme le veut GeoJSON. Exportez-le à nouveau.',
  'problem.places.import.not_features':
    '{file} ne contient pas d’objets GeoJSON (une FeatureCollection est attendue).',
  'problem.places.import.no_rows': '{file} ne contient aucune ligne.',
  'problem.places.import.other_crs':
    '{file} utilise le système de référence {crs}. Exportez-le en WGS84 (EPSG:4326).',
  'problem.places.import.too_many_rows': 'Avec {file}, l’import dépasse {limit, number} lignes. Divisez-le.',
  'problem.places.import.too_many_columns':
    '{file} a plus de {limit, number} colonnes. Retirez celles qui ne servent pas.',
  'problem.places.import.too_many_vertices':
    'Les formes ont ensemble plus de {limit, number} points. Simplifiez-les ou importez niveau par niveau.',
  'problem.places.import.csv_broken':
    '{file} n’est pas lisible comme CSV à la ligne {line}. Cherchez un guillemet non fermé.',
  'problem.places.import.workbook_broken':
    '{file} n’est pas un classeur lisible. Ouvrez-le dans un tableur et enregistrez-le en .xlsx.',
  'problem.places.import.workbook_locked':
    '{file} est protégé par un mot de passe. Enregistrez-le sans mot de passe.',
  'problem.places.import.shp_alone':
    '{file} n’est qu’une partie d’un Shapefile. Mettez .shp, .dbf et .prj dans un seul .zip.',
  'problem.places.import.shp_no_dbf': '{file} n’a pas de .dbf à côté du .shp : les noms et P-codes manquent.',
  'problem.places.import.shp_broken': '{file} n’est pas un Shapefile lisible.',
  'problem.places.import.shp_cut': '{file} finit trop tôt. Il a été coupé en route ; envoyez-le à nouveau.',
  'problem.places.import.shp_counts':
    '{file} a {shapes, number} formes mais {records, number} enregistrements. Exportez-le à nouveau.',
  'problem.places.import.shp_not_polygons':
    '{file} contient des points ou des lignes. Il faut des polygones.',
  'problem.places.import.prj_unknown':
    '{file} utilise un système de référence inconnu. Exportez-le en WGS84 (EPSG:4326).',
  'problem.places.import.has_errors':
    '{count, plural, one {# erreur empêche} other {# erreurs empêchent}} d’appliquer cet import. Rien n’a été modifié.',
  'problem.places.import.not_open': 'Cet import a déjà été appliqué ou abandonné.',
  'problem.places.import.busy':
    'Cette importation est en cours de vérification ou d’application. Attendez la fin, ou annulez.',
  'problem.places.import.errors_found':
    'Des erreurs ont été trouvées et rien n’a été modifié. Elles figurent dans l’import, ligne par ligne.',
  'problem.places.import.no_files': 'Ajoutez d’abord un fichier.',
  'problem.places.import.nothing_mapped':
    'Aucune ligne n’a été lue. Choisissez au moins une couche et sa colonne de P-codes.',
  'problem.places.import.mapping_layer': 'La correspondance cite une couche absente des fichiers.',
  'problem.places.import.mapping_column': 'Il n’y a pas de colonne {column}.',
  'problem.places.import.mapping_no_pcode': 'Choisissez la colonne des P-codes.',
  'problem.places.import.older_edition':
    'Une édition valable dès le {current} est en vigueur ; celle du {day} est plus ancienne et ne peut pas la suivre.',
  'problem.places.import.pcode_missing': 'Le P-code manque dans la colonne {column}.',
  'problem.places.import.pcode_malformed':
    '« {pcode} » n’est pas un P-code : 2 à 20 lettres et chiffres sont attendus.',
  'problem.places.import.pcode_not_iso':
    'Le P-code {pcode} ne commence ni par {alpha2} ni par {alpha3}, les codes du pays.',
  'problem.places.import.pcode_tidied': 'Espaces ou minuscules du P-code corrigés : {pcode}.',
  'problem.places.import.pcode_repaired': 'Le P-code {from} a été lu comme {to}, qui est connu.',
  'problem.places.import.pcode_duplicate':
    'Le P-code {pcode} figure déjà à la ligne {firstRow} de {firstLayer}.',
  'problem.places.import.pcode_length':
    'Le P-code {pcode} n’a pas la longueur des autres de son niveau ({length}). Un zéro manque peut-être.',
  'problem.places.import.not_nested': 'Le P-code {pcode} ne commence pas par celui de son parent {parent}.',
  'problem.places.import.orphan':
    '{pcode} dépend de {parent}, qui n’est ni dans les fichiers ni en vigueur. Importez d’abord le niveau {level}.',
  'problem.places.import.parent_missing':
    'Aucun parent de niveau {level} n’est indiqué pour {pcode}, et son code n’en révèle pas.',
  'problem.places.import.parent_guessed': 'Le parent de {pcode} a été déduit de son code : {parent}.',
  'problem.places.import.parent_repaired': 'Le parent {from} a été lu comme {to}, qui est connu.',
  'problem.places.import.parent_level':
    '{pcode} (niveau {level}) indique comme parent {parent} (niveau {parentLevel}), qui n’est pas au-dessus.',
  'problem.places.import.parent_made':
    '{pcode} (niveau {level}) est créé à partir des colonnes des zones inférieures, sans forme.',
  'problem.places.import.country_made': 'Le pays {pcode} est ajouté comme niveau 0, sans forme.',
  'problem.places.import.level_unknown': 'Le niveau de la ligne n’est pas un nombre de 0 à 4.',
  'problem.places.import.level_changed':
    '{pcode} est en vigueur au niveau {before} ; ici il est au niveau {level}.',
  'problem.places.import.children_left':
    '{pcode} perdrait son parent {parent}. Importez les deux niveaux ensemble.',
  'problem.places.import.name_missing': 'La zone {pcode} n’a pas de nom.',
  'problem.places.import.name_tidied': 'Espaces du nom corrigés : {name}.',
  'problem.places.import.name_capitals': 'Le nom est en capitales : {name}.',
  'problem.places.import.name_repeated': '{name} ({pcode}) a le même nom et le même parent que {other}.',
  'problem.places.import.date_malformed':
    '« {value} » dans la colonne {column} n’est pas une date (année-mois-jour) et a été omis.',
  'problem.places.import.row_closed': 'La zone a pris fin le {day} et a été omise.',
  'problem.places.import.shape_empty': '{pcode} n’a pas de forme ; il est importé sans elle.',
  'problem.places.import.shape_not_polygon': 'La forme de {pcode} est de type {kind}. Il faut un polygone.',
  'problem.places.import.shape_not_numbers': 'La forme de {pcode} contient autre chose que des nombres.',
  'problem.places.import.shape_ring_short': 'Un contour de {pcode} a moins de trois points et a été omis.',
  'problem.places.import.shape_ring_open':
    '{count, plural, one {Un contour} other {# contours}} de {pcode} ne finissait pas à son début et a été fermé.',
  'problem.places.import.shape_crosses_itself':
    'Le contour de {pcode} se croise en {lat}, {lon} ; il a été ramené à des parties nettes.',
  'problem.places.import.shape_broken':
    'Le contour de {pcode} se croise et ne peut être réparé. Corrigez-le dans un SIG.',
  'problem.places.import.shape_no_area': 'La forme de {pcode} n’enferme aucune surface.',
  'problem.places.import.shape_not_compared': 'Les formes de {pcode} et {other} n’ont pas pu être comparées.',
  'problem.places.import.coordinates_range':
    'Les coordonnées de {pcode} (environ {lat}, {lon}) ne sont pas des degrés.',
  'problem.places.import.coordinates_swapped': 'Latitude et longitude de {pcode} sont inversées.',
  'problem.places.import.outside_country': '{pcode} est loin du pays (environ {lat}, {lon}).',
  'problem.places.import.overlap': '{pcode} et {other} se chevauchent sur {percent} % du plus petit.',
  'problem.places.import.outside_parent': '{percent} % de {pcode} sont hors de son parent {other}.',
  'problem.places.import.changed_name': '{pcode} change de nom.',
  'problem.places.import.changed_alternates': '{pcode} change de noms alternatifs.',
  'problem.places.import.changed_parent': '{pcode} change de parent.',
  'problem.places.import.changed_shape': '{pcode} change de forme.',
  'problem.places.import.removed':
    '{pcode} (niveau {level}) n’est pas dans la nouvelle édition et prend fin.',
  'problem.places.import.split': '{from} a été divisé en {to}.',
  'problem.places.import.merged': '{from} ont été fusionnés en {to}.',
  'problem.places.import.recoded': '{from} a le nouveau code {to}.',
  'problem.places.import.redrawn': '{from} ont été redessinés en {to}.',
  'problem.places.country.not_user_assigned':
    '{code} n’est pas un des codes que l’ISO 3166 laisse aux utilisateurs (AA, QM à QZ, XA à XZ, ZZ).',
  'problem.places.country.out_of_reach':
    'Vos rôles ne couvrent pas {code} : les limites sont importées par les personnes d’une opération ou d’un bureau du pays, ou au bureau principal.',
  'problem.places.country.code_taken': 'Un pays avec ce code existe déjà.',
  'problem.places.site.code_taken': 'Un autre site de cette opération a ce code.',
  'problem.places.site.operation_unknown': 'Cette opération n’existe pas.',
  'problem.places.map.too_wide': 'Choisissez un pays, un niveau ou un parent.',
  'problem.places.site.closed_needs_date': 'Un site fermé doit avoir un jour de fermeture.',
  'problem.places.site.closed_before_opened': 'Le site serait fermé avant d’être ouvert.',
  'problem.places.site.date_in_future': 'Le jour de fermeture est dans l’avenir.',
  'problem.places.site.changed_meanwhile':
    'Quelqu’un d’autre a modifié ce site depuis que vous l’avez ouvert. Regardez-le avant d’enregistrer.',
  'problem.places.site.area_unknown': 'Aucune zone {pcode} n’est en vigueur.',
  'problem.places.site_import.code_missing': 'Le code du site manque.',
  'problem.places.site_import.code_malformed':
    '« {code} » n’est pas un code de site : lettres, chiffres et . _ / - attendus, 40 au plus.',
  'problem.places.site_import.code_duplicate': 'Le site {code} figure déjà à la ligne {firstRow}.',
  'problem.places.site_import.name_missing': 'Le site {code} n’a pas de nom.',
  'problem.places.site_import.name_long': 'Le nom du site {code} dépasse 200 caractères.',
  'problem.places.site_import.name_repeated': 'Un site nommé {name} dans la même zone existe sous {other}.',
  'problem.places.site_import.not_a_number': '« {value} » ({field}) n’est pas un nombre.',
  'problem.places.site_import.unknown_word':
    '« {value} » ({field}) est inconnu et a été lu comme la valeur générale.',
  'problem.places.site_import.half_point': 'Seule la latitude ou la longitude est donnée.',
  'problem.places.site_import.null_island': 'Le point 0, 0 tient lieu de point manquant et a été omis.',
  'problem.places.site_import.point_range': 'Le point {lat}, {lon} n’est pas en degrés.',
  'problem.places.site_import.swapped': 'Latitude et longitude ({lat}, {lon}) sont inversées.',
  'problem.places.site_import.outside_areas': 'Le point {lat}, {lon} n’est dans aucune zone connue.',
  'problem.places.site_import.pcode_unknown': 'Aucune zone {pcode} n’est en vigueur.',
  'problem.places.site_import.pcode_mismatch':
    'La ligne dit {pcode}, mais le point est dans {found} ; le point compte.',
};
