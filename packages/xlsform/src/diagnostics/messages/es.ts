import type { DiagnosticCode } from '../diagnostic.ts';

export const es: Readonly<Record<DiagnosticCode, string>> = {
  not_a_workbook:
    'Este archivo no es un libro que se pueda leer. Guarde el formulario como .xlsx e inténtelo de nuevo.',
  unsupported_format:
    'Los archivos de tipo {format} no se pueden leer. Guarde el formulario como .xlsx e inténtelo de nuevo.',
  encrypted_workbook: 'El libro está protegido con contraseña. Quite la contraseña y guárdelo de nuevo.',
  file_too_large:
    'El archivo ocupa {size} MB; se aceptan {limit} MB como máximo. Quite imágenes y hojas sin usar.',
  zip_bomb: 'Al descomprimirse, el libro superaría {limit} MB. Quite imágenes y hojas sin usar.',
  truncated_file:
    'El archivo está dañado o no se transfirió completo. Ábralo, guárdelo de nuevo y reinténtelo.',
  too_many_cells: 'El libro tiene más de {limit} celdas. Quite lo que no pertenece al formulario.',
  more_findings: 'Hay {count} hallazgos más del tipo {code} que no se muestran.',
  cell_too_long: 'La celda tiene más de {limit} caracteres. Acórtela.',
  too_many_rows: 'La hoja tiene más de {limit} filas. Divida el formulario.',
  macro_workbook: 'El libro contiene macros. Se ignoran; solo se leen las celdas.',
  formula_without_value:
    'La fórmula de esta celda no tiene resultado guardado. Abra el libro, recalcúlelo y guárdelo.',
  cell_error: 'La celda muestra el error {value}. Corrija su fórmula o escriba el valor.',
  missing_survey_sheet: 'El libro no tiene una hoja llamada «survey». Hojas encontradas: {sheets}.',
  sheet_misspelled:
    'No hay una hoja llamada «{expected}». Cambie el nombre de la hoja «{found}», o ponga un guion bajo delante para ignorarla.',
  empty_survey: 'La hoja survey no tiene preguntas. Añada al menos una fila debajo de los encabezados.',
  headers_elsewhere:
    'Los encabezados parecen estar en la fila {found}. Quite las filas de encima: los encabezados deben estar en la fila 1.',
  missing_header: 'Falta la columna «{header}». Añádala a la primera fila de la hoja.',
  duplicate_header:
    'El encabezado «{header}» aparece dos veces. Cambie el nombre o quite una de las dos columnas.',
  duplicate_column: 'Los encabezados «{header}» y «{other}» nombran la misma columna. Conserve solo uno.',
  blank_header:
    'Hay valores debajo de un encabezado vacío. Dé un encabezado a la columna o vacíe sus celdas.',
  unknown_column: 'La columna «{header}» no se conoce y se ignora. Revise la ortografía de su encabezado.',
  choice_header_invalid:
    'La columna «{header}» se deja fuera. Los encabezados de la hoja choices deben ser nombres sin espacios.',
  choice_without_name: 'La opción no tiene nombre. Rellene su celda «name».',
  choice_without_label: 'La opción no tiene etiqueta. Rellene su celda «label».',
  choice_duplicate:
    'La opción «{name}» ya está en la lista «{list}». Cámbiele el nombre, o ponga allow_choice_duplicates en yes en settings.',
  choice_name_with_space:
    'El nombre de opción «{name}» de la lista «{list}» tiene un espacio, que select_multiple no puede guardar. Use un guion bajo.',
  missing_type: 'La fila no tiene tipo. Rellene su celda «type».',
  row_skipped: 'La fila no tiene tipo, nombre ni etiqueta y se omite.',
  disabled_column: 'La columna «disabled» no forma parte del estándar. Use «relevant» en su lugar.',
  missing_name: 'La fila no tiene nombre. Rellene su celda «name».',
  invalid_name:
    'El nombre «{name}» no es válido. Empiece con una letra o guion bajo y siga con letras, cifras, guiones bajos, guiones o puntos.',
  duplicate_name: 'El nombre «{name}» ya se usa en el mismo grupo. Elija otro nombre.',
  similar_name:
    'El nombre «{name}» solo difiere de otro en las mayúsculas, lo que algunos programas no distinguen.',
  reserved_name: 'El nombre «{name}» está reservado. Elija otro nombre.',
  repeat_name_is_root:
    'Una repetición no puede llamarse «{name}» como el propio formulario. Elija otro nombre.',
  repeat_name_duplicate:
    'Otra repetición ya se llama «{name}». Los nombres de las repeticiones deben ser únicos en todo el formulario.',
  unmatched_end: 'Este «end {type}» no tiene su «begin {type}». Quite la fila o añada el comienzo.',
  unmatched_begin: 'El {type} «{name}» nunca se cierra. Añada una fila «end {type}».',
  too_deep: 'Los grupos y repeticiones están anidados a más de {limit} niveles. Use menos niveles.',
  unknown_type: 'El tipo de pregunta «{type}» no se conoce. Revise su ortografía.',
  missing_calculation: 'La fila calculate no tiene cálculo. Rellene su celda «calculation».',
  deprecated_metadata:
    'Los teléfonos actuales ya no dan «{type}». Solo lo admiten versiones antiguas de Collect en Android 10 o anterior.',
  repeat_without_label: 'La repetición «{name}» no tiene etiqueta. Rellene su celda «label».',
  loop_without_list:
    'El bucle no nombra ninguna lista de opciones. Escriba «begin loop over nombre_de_lista».',
  unknown_list: 'La lista de opciones «{list}» no está en la hoja choices. Revise su ortografía o añádala.',
  choices_sheet_missing:
    'La pregunta necesita la lista «{list}», pero no hay hoja choices. Añada una con las columnas list_name, name y label.',
  external_choices_missing:
    'La pregunta necesita una hoja llamada external_choices con las columnas list_name y name.',
  unknown_external_list:
    'La lista «{list}» no está en la hoja external_choices. Revise su ortografía o añádala.',
  external_without_filter:
    'select_one_external es para opciones filtradas. Añada un choice_filter o use select_one.',
  file_extension: 'El archivo «{file}» debe terminar en .csv, .xml o .geojson.',
  other_with_filter: 'or_other no se puede combinar con un choice_filter. Quite uno de los dos.',
  other_without_choices: 'or_other necesita una lista de opciones en la hoja choices.',
  or_other_translated:
    'or_other añade textos solo en inglés. En un formulario traducido escriba usted la opción «other» y su pregunta.',
  table_list_filter: 'table-list no se puede combinar con un choice_filter. Quite uno de los dos.',
  table_list_mismatch:
    'Todas las preguntas de una table-list deben usar la misma lista: «{expected}» y «{found}» son distintas.',
  parameters_malformed:
    'Los parámetros no se pueden leer. Escríbalos como clave=valor separados por espacios.',
  parameter_unknown: 'El parámetro «{name}» no se conoce aquí. Se aceptan: {accepted}.',
  parameter_invalid: 'El parámetro «{name}» no puede ser «{value}». Se aceptan: {accepted}.',
  parameter_not_integer: 'El parámetro «{name}» debe ser un número entero.',
  parameter_not_number: 'El parámetro «{name}» debe ser un número.',
  parameter_negative: 'El parámetro «{name}» debe ser cero o más.',
  seed_without_randomize: 'Una semilla (seed) necesita randomize=true. Añádalo o quite la semilla.',
  seed_invalid: 'La semilla (seed) debe ser un número o una referencia como ${name}.',
  audit_name: 'La fila audit debe llamarse «audit». Deje vacía su celda «name».',
  audit_location_incomplete:
    'El registro de ubicación necesita location-priority, location-min-interval y location-max-age juntos.',
  audit_max_age: 'location-max-age no debe ser menor que location-min-interval.',
  range_zero: 'El parámetro «{name}» no debe ser 0.',
  range_too_large: 'El parámetro «{name}» no debe superar la distancia de start a end.',
  range_not_multiple: 'El parámetro «{name}» debe ser un múltiplo de step.',
  range_outside: 'El parámetro «{name}» debe estar entre start y end.',
  range_appearance:
    'tick_interval, placeholder y tick_labelset solo funcionan sin apariencia, o con vertical o no-ticks.',
  range_labels_unknown: 'tick_labelset debe nombrar una lista de la hoja choices; «{list}» no está allí.',
  range_label_not_number: 'Cada nombre de opción de la lista «{list}» debe ser un número.',
  range_label_outside: 'Cada nombre de opción de la lista «{list}» debe estar entre start y end.',
  range_label_multiple:
    'Cada nombre de opción de la lista «{list}» debe ser start más un múltiplo de {name}.',
  range_labels_ends: 'Con no-ticks la lista «{list}» debe tener exactamente dos opciones: start y end.',
  geo_reference_unknown:
    'reference-geometry debe nombrar una lista de opciones, un archivo adjunto, una lista de entidades o una repetición.',
  app_invalid: 'El parámetro «app» debe ser un nombre de paquete de Android como org.example.app.',
  image_max_pixels: 'Fije el parámetro max-pixels para enviar las imágenes más rápido y ahorrar espacio.',
  background_trigger_missing: 'Un background-geopoint necesita un disparador. Rellene su celda «trigger».',
  background_calculation: 'Un background-geopoint no puede tener cálculo. Vacíe su celda «calculation».',
  label_missing: 'La pregunta «{name}» no tiene etiqueta ni indicación. Rellene su celda «label».',
  big_image_alone: 'La pregunta «{name}» tiene big-image pero no image. Añada una imagen.',
  media_unknown: 'El tipo de medio «{media}» no se conoce. Use image, big-image, audio o video.',
  trigger_hidden: '«{trigger}» nunca se muestra, así que no puede disparar la pregunta «{name}».',
  reference_malformed:
    'Una referencia está mal escrita: {text}. Escríbala como ${name}, con un nombre de pregunta y nada más.',
  reference_list: 'Separe varias referencias con comas.',
  reference_unknown: 'No hay ninguna pregunta llamada «{name}». Revise su ortografía.',
  reference_ambiguous:
    'Varias preguntas se llaman «{name}», así que la referencia no es clara. Cambie el nombre de todas menos una.',
  circular_reference: 'La lógica da vueltas en círculo: {path}. Quite una de estas referencias.',
  expression_malformed: 'La expresión está mal escrita cerca de «{near}». Revise sus paréntesis y comillas.',
  unknown_function: 'La función «{name}» no se conoce. Revise su ortografía.',
  instance_conflict:
    'El nombre «{name}» designa listas o archivos distintos: {first} y {second}. Cambie el nombre de uno.',
  external_instance_duplicate:
    'El archivo externo «{name}» se declara {count} veces. Declárelo una sola vez.',
  search_from_file: 'La pregunta «{name}» toma sus opciones de un archivo y no puede usar search().',
  search_shared_list:
    'La pregunta «{name}» usa search(), pero su lista «{list}» también la usan sin search() {others}. Use otra lista.',
  omit_instance_id_encrypted:
    'Un formulario cifrado necesita su instanceID. Quite omit_instanceID o public_key.',
  settings_both_ids: 'La hoja settings tiene form_id e id_string. Conserve solo form_id.',
  missing_translation: 'Al idioma «{language}» le faltan las columnas {columns}.',
  language_code: 'El idioma «{language}» no tiene un código de idioma válido. Escríbalo como «Español (es)».',
  empty_group: 'El grupo «{name}» no contiene nada. Añada preguntas o quítelo.',
  entity_no_sheet: 'save_to necesita una hoja entities que declare una lista de entidades.',
  entity_duplicate_property: 'La propiedad «{name}» ya la guarda la fila {other}. Use otra propiedad.',
  entity_container: 'Un grupo o una repetición no se puede guardar en una entidad. Vacíe su celda «save_to».',
  entity_unknown_list: 'La lista de entidades «{list}» no está en la hoja entities. Revise su ortografía.',
  entity_label_missing:
    'La lista de entidades «{list}» necesita una etiqueta cuando se crean entidades. Rellene su celda «label».',
  entity_update_missing:
    'La lista de entidades «{list}» tiene entity_id y create_if, así que también necesita update_if.',
  entity_id_missing: 'La lista de entidades «{list}» tiene update_if, así que también necesita entity_id.',
  entity_prefix_missing: 'Con varias listas de entidades, escriba save_to como list_name#propiedad.',
  entity_delimiters: 'Un valor de save_to puede tener un «#» como máximo.',
  entity_place_taken:
    'No hay grupo ni repetición libre para la lista de entidades «{list}»: cada uno admite una sola entidad (vea la fila {other}).',
  entity_scope:
    'La lista de entidades «{list}» se usa en repeticiones distintas: {scope} y {other}. Copie el valor con un calculate.',
  entity_name_missing: 'La lista de entidades no tiene nombre. Rellene su celda «list_name».',
  entity_name_duplicate: 'La lista de entidades «{name}» se declara dos veces. Quite una de las filas.',
  entity_name_prefix: 'El nombre «{name}» no puede empezar con dos guiones bajos.',
  entity_name_period: 'El nombre «{name}» no puede contener un punto.',
  entity_name_reserved: 'Una propiedad de entidad no puede llamarse «{name}».',
  entity_column_unknown: 'La hoja entities tiene columnas desconocidas: {columns}.',
};
