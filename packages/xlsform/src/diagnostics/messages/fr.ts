import type { DiagnosticCode } from '../diagnostic.ts';

export const fr: Readonly<Record<DiagnosticCode, string>> = {
  not_a_workbook:
    "Ce fichier n'est pas un classeur lisible. Enregistrez le formulaire en .xlsx et réessayez.",
  unsupported_format:
    'Les fichiers de type {format} ne peuvent pas être lus. Enregistrez le formulaire en .xlsx et réessayez.',
  encrypted_workbook:
    'Le classeur est protégé par un mot de passe. Retirez le mot de passe et enregistrez-le à nouveau.',
  file_too_large:
    'Le fichier pèse {size} Mo ; {limit} Mo au plus sont acceptés. Retirez les images et les feuilles inutiles.',
  zip_bomb:
    'Une fois décompressé, le classeur dépasserait {limit} Mo. Retirez les images et les feuilles inutiles.',
  truncated_file:
    "Le fichier est endommagé ou n'a pas été transféré en entier. Ouvrez-le, enregistrez-le à nouveau et réessayez.",
  too_many_cells: "Le classeur a plus de {limit} cellules. Retirez ce qui n'appartient pas au formulaire.",
  more_findings: '{count} autres constats du type {code} ne sont pas listés.',
  cell_too_long: 'La cellule a plus de {limit} caractères. Raccourcissez-la.',
  too_many_rows: 'La feuille a plus de {limit} lignes. Divisez le formulaire.',
  macro_workbook: 'Le classeur contient des macros. Elles sont ignorées ; seules les cellules sont lues.',
  formula_without_value:
    "La formule de cette cellule n'a pas de résultat enregistré. Ouvrez le classeur, recalculez-le et enregistrez-le.",
  cell_error: "La cellule affiche l'erreur {value}. Corrigez sa formule ou saisissez la valeur.",
  missing_survey_sheet: "Le classeur n'a pas de feuille nommée « survey ». Feuilles trouvées : {sheets}.",
  sheet_misspelled:
    "Il n'y a pas de feuille nommée « {expected} ». Renommez la feuille « {found} », ou mettez un tiret bas devant son nom pour l'ignorer.",
  empty_survey: "La feuille survey n'a aucune question. Ajoutez au moins une ligne sous les en-têtes.",
  headers_elsewhere:
    'Les en-têtes de colonnes semblent être à la ligne {found}. Retirez les lignes au-dessus : les en-têtes doivent être à la ligne 1.',
  missing_header: 'La colonne « {header} » manque. Ajoutez-la à la première ligne de la feuille.',
  duplicate_header: "L'en-tête « {header} » apparaît deux fois. Renommez ou retirez l'une des deux colonnes.",
  duplicate_column: "Les en-têtes « {header} » et « {other} » désignent la même colonne. N'en gardez qu'un.",
  blank_header:
    'Il y a des valeurs sous un en-tête vide. Donnez un en-tête à la colonne ou videz ses cellules.',
  unknown_column:
    "La colonne « {header} » n'est pas connue et est ignorée. Vérifiez l'orthographe de son en-tête.",
  choice_header_invalid:
    'La colonne « {header} » est laissée de côté. Les en-têtes de la feuille choices doivent être des noms sans espace.',
  choice_without_name: "Le choix n'a pas de nom. Remplissez sa cellule « name ».",
  choice_without_label: "Le choix n'a pas de libellé. Remplissez sa cellule « label ».",
  choice_duplicate:
    'Le choix « {name} » est déjà dans la liste « {list} ». Renommez-le, ou mettez allow_choice_duplicates à yes dans settings.',
  choice_name_with_space:
    'Le nom de choix « {name} » de la liste « {list} » contient une espace, ce que select_multiple ne peut pas enregistrer. Utilisez un tiret bas.',
  missing_type: "La ligne n'a pas de type. Remplissez sa cellule « type ».",
  row_skipped: "La ligne n'a ni type, ni nom, ni libellé ; elle est ignorée.",
  disabled_column: 'La colonne « disabled » ne fait pas partie du standard. Utilisez plutôt « relevant ».',
  missing_name: "La ligne n'a pas de nom. Remplissez sa cellule « name ».",
  invalid_name:
    "Le nom « {name} » n'est pas valide. Commencez par une lettre ou un tiret bas, puis utilisez lettres, chiffres, tirets bas, traits d'union ou points.",
  duplicate_name: 'Le nom « {name} » est déjà utilisé dans le même groupe. Choisissez un autre nom.',
  similar_name:
    "Le nom « {name} » ne diffère d'un autre que par les majuscules, ce que certains programmes ne distinguent pas.",
  reserved_name: 'Le nom « {name} » est réservé. Choisissez un autre nom.',
  repeat_name_is_root:
    'Une répétition ne peut pas se nommer « {name} » comme le formulaire. Choisissez un autre nom.',
  repeat_name_duplicate:
    'Une autre répétition se nomme déjà « {name} ». Les noms de répétitions doivent être uniques dans tout le formulaire.',
  unmatched_end:
    "Ce « end {type} » n'a pas de « begin {type} » correspondant. Retirez la ligne ou ajoutez le début.",
  unmatched_begin: "Le {type} « {name} » n'est jamais fermé. Ajoutez une ligne « end {type} ».",
  too_deep:
    'Les groupes et répétitions sont imbriqués sur plus de {limit} niveaux. Utilisez moins de niveaux.',
  unknown_type: "Le type de question « {type} » n'est pas connu. Vérifiez son orthographe.",
  missing_calculation: "La ligne calculate n'a pas de calcul. Remplissez sa cellule « calculation ».",
  deprecated_metadata:
    'Les téléphones actuels ne fournissent plus « {type} ». Seules les anciennes versions de Collect sous Android 10 ou antérieur le gèrent.',
  repeat_without_label: "La répétition « {name} » n'a pas de libellé. Remplissez sa cellule « label ».",
  loop_without_list: 'La boucle ne nomme aucune liste de choix. Écrivez « begin loop over nom_de_liste ».',
  unknown_list:
    "La liste de choix « {list} » n'est pas dans la feuille choices. Vérifiez son orthographe ou ajoutez-la.",
  choices_sheet_missing:
    "La question a besoin de la liste « {list} », mais il n'y a pas de feuille choices. Ajoutez-en une avec les colonnes list_name, name et label.",
  external_choices_missing:
    "La question a besoin d'une feuille nommée external_choices avec les colonnes list_name et name.",
  unknown_external_list:
    "La liste « {list} » n'est pas dans la feuille external_choices. Vérifiez son orthographe ou ajoutez-la.",
  external_without_filter:
    'select_one_external sert aux choix filtrés. Ajoutez un choice_filter ou utilisez select_one.',
  file_extension: 'Le fichier « {file} » doit se terminer par .csv, .xml ou .geojson.',
  other_with_filter: "or_other ne peut pas s'employer avec un choice_filter. Retirez l'un des deux.",
  other_without_choices: "or_other a besoin d'une liste de choix dans la feuille choices.",
  or_other_translated:
    'or_other ajoute des textes en anglais seulement. Dans un formulaire traduit, écrivez vous-même le choix « other » et sa question.',
  table_list_filter: "table-list ne peut pas s'employer avec un choice_filter. Retirez l'un des deux.",
  table_list_mismatch:
    "Toutes les questions d'une table-list doivent utiliser la même liste : « {expected} » et « {found} » diffèrent.",
  parameters_malformed:
    'Les paramètres sont illisibles. Écrivez-les sous la forme clé=valeur, séparés par des espaces.',
  parameter_unknown: "Le paramètre « {name} » n'est pas connu ici. Acceptés : {accepted}.",
  parameter_invalid: 'Le paramètre « {name} » ne peut pas être « {value} ». Acceptés : {accepted}.',
  parameter_not_integer: 'Le paramètre « {name} » doit être un nombre entier.',
  parameter_not_number: 'Le paramètre « {name} » doit être un nombre.',
  parameter_negative: 'Le paramètre « {name} » doit être positif ou nul.',
  seed_without_randomize: 'Une graine (seed) a besoin de randomize=true. Ajoutez-le ou retirez la graine.',
  seed_invalid: 'La graine (seed) doit être un nombre ou une référence comme ${name}.',
  audit_name: 'La ligne audit doit se nommer « audit ». Laissez sa cellule « name » vide.',
  audit_location_incomplete:
    'Le suivi de position demande location-priority, location-min-interval et location-max-age ensemble.',
  audit_max_age: 'location-max-age ne doit pas être inférieur à location-min-interval.',
  range_zero: 'Le paramètre « {name} » ne doit pas être 0.',
  range_too_large: 'Le paramètre « {name} » ne doit pas dépasser la distance de start à end.',
  range_not_multiple: 'Le paramètre « {name} » doit être un multiple de step.',
  range_outside: 'Le paramètre « {name} » doit se trouver entre start et end.',
  range_appearance:
    'tick_interval, placeholder et tick_labelset ne fonctionnent que sans apparence, ou avec vertical ou no-ticks.',
  range_labels_unknown: "tick_labelset doit nommer une liste de la feuille choices ; « {list} » n'y est pas.",
  range_label_not_number: 'Chaque nom de choix de la liste « {list} » doit être un nombre.',
  range_label_outside: 'Chaque nom de choix de la liste « {list} » doit se trouver entre start et end.',
  range_label_multiple:
    'Chaque nom de choix de la liste « {list} » doit être start plus un multiple de {name}.',
  range_labels_ends: 'Avec no-ticks, la liste « {list} » doit avoir exactement deux choix : start et end.',
  geo_reference_unknown:
    "reference-geometry doit nommer une liste de choix, un fichier joint, une liste d'entités ou une répétition.",
  app_invalid: 'Le paramètre « app » doit être un nom de paquet Android comme org.example.app.',
  image_max_pixels: 'Fixez le paramètre max-pixels pour envoyer les images plus vite et gagner de la place.',
  background_trigger_missing:
    "Un background-geopoint a besoin d'un déclencheur. Remplissez sa cellule « trigger ».",
  background_calculation:
    'Un background-geopoint ne peut pas avoir de calcul. Videz sa cellule « calculation ».',
  label_missing: "La question « {name} » n'a ni libellé ni indication. Remplissez sa cellule « label ».",
  big_image_alone: "La question « {name} » a une big-image mais pas d'image. Ajoutez une image.",
  media_unknown: "Le type de média « {media} » n'est pas connu. Utilisez image, big-image, audio ou video.",
  trigger_hidden:
    "« {trigger} » n'est jamais affichée et ne peut donc pas déclencher la question « {name} ».",
  reference_malformed:
    "Une référence est mal écrite : {text}. Écrivez-la ${name}, avec un nom de question et rien d'autre.",
  reference_list: 'Séparez plusieurs références par des virgules.',
  reference_unknown: "Il n'y a pas de question nommée « {name} ». Vérifiez son orthographe.",
  reference_ambiguous:
    "Plusieurs questions se nomment « {name} » : la référence n'est pas claire. Renommez-les toutes sauf une.",
  circular_reference: "La logique tourne en rond : {path}. Retirez l'une de ces références.",
  expression_malformed:
    "L'expression est mal écrite près de « {near} ». Vérifiez ses parenthèses et ses guillemets.",
  unknown_function: "La fonction « {name} » n'est pas connue. Vérifiez son orthographe.",
  instance_conflict:
    "Le nom « {name} » désigne des listes ou fichiers différents : {first} et {second}. Renommez l'un d'eux.",
  external_instance_duplicate:
    'Le fichier externe « {name} » est déclaré {count} fois. Déclarez-le une seule fois.',
  search_from_file:
    'La question « {name} » prend ses choix dans un fichier et ne peut pas utiliser search().',
  search_shared_list:
    'La question « {name} » utilise search(), mais sa liste « {list} » sert aussi sans search() à {others}. Utilisez une autre liste.',
  omit_instance_id_encrypted:
    'Un formulaire chiffré a besoin de son instanceID. Retirez omit_instanceID ou public_key.',
  settings_both_ids: 'La feuille settings a form_id et id_string. Ne gardez que form_id.',
  missing_translation: 'Il manque à la langue « {language} » les colonnes {columns}.',
  language_code:
    "La langue « {language} » n'a pas de code de langue valide. Écrivez-la comme « Français (fr) ».",
  empty_group: 'Le groupe « {name} » ne contient rien. Ajoutez des questions ou retirez-le.',
  entity_no_sheet: "save_to a besoin d'une feuille entities qui déclare une liste d'entités.",
  entity_duplicate_property:
    'La propriété « {name} » est déjà enregistrée par la ligne {other}. Utilisez une autre propriété.',
  entity_container:
    'Un groupe ou une répétition ne peut pas être enregistré dans une entité. Videz sa cellule « save_to ».',
  entity_unknown_list:
    "La liste d'entités « {list} » n'est pas dans la feuille entities. Vérifiez son orthographe.",
  entity_label_missing:
    "La liste d'entités « {list} » a besoin d'un libellé quand des entités sont créées. Remplissez sa cellule « label ».",
  entity_update_missing:
    "La liste d'entités « {list} » a entity_id et create_if ; il lui faut aussi update_if.",
  entity_id_missing: "La liste d'entités « {list} » a update_if ; il lui faut aussi entity_id.",
  entity_prefix_missing:
    "Avec plusieurs listes d'entités, écrivez save_to sous la forme list_name#propriété.",
  entity_delimiters: 'Une valeur save_to peut avoir un « # » au plus.',
  entity_place_taken:
    "Il n'y a pas de groupe ou de répétition libre pour la liste d'entités « {list} » : chacun n'en contient qu'une (voir la ligne {other}).",
  entity_scope:
    "La liste d'entités « {list} » est utilisée dans des répétitions différentes : {scope} et {other}. Copiez la valeur par un calculate.",
  entity_name_missing: "La liste d'entités n'a pas de nom. Remplissez sa cellule « list_name ».",
  entity_name_duplicate: "La liste d'entités « {name} » est déclarée deux fois. Retirez l'une des lignes.",
  entity_name_prefix: 'Le nom « {name} » ne peut pas commencer par deux tirets bas.',
  entity_name_period: 'Le nom « {name} » ne peut pas contenir de point.',
  entity_name_reserved: "Une propriété d'entité ne peut pas se nommer « {name} ».",
  entity_column_unknown: 'La feuille entities a des colonnes inconnues : {columns}.',
};
