import type { ProblemTexts } from './en.ts';

export const problemTexts: ProblemTexts = {
  'problem.places.import.file_empty': '{file} está vacío. Elija el archivo de nuevo.',
  'problem.places.import.file_too_large':
    '{file} supera {limit, number} MB. Divídalo por nivel o simplifique sus formas.',
  'problem.places.import.unknown_format':
    '{file} no está en ninguno de los formatos legibles: GeoJSON, TopoJSON, Shapefile comprimido, CSV, XLSX, XLS, ODS.',
  'problem.places.import.too_many_files': 'Una importación admite como máximo {limit, number} archivos.',
  'problem.places.import.file_twice':
    'Un archivo llamado {file} ya forma parte de esta importación. Quítelo antes o cambie el nombre del nuevo.',
  'problem.places.import.archive_bomb':
    '{file} se descomprime más de lo que pueden pesar unos límites (máximo {limit, number} MB). No se abrió.',
  'problem.places.import.archive_broken': '{file} está dañado o incompleto. Envíelo de nuevo.',
  'problem.places.import.archive_entries':
    '{file} contiene más de {limit, number} entradas. Incluya solo los archivos de los límites.',
  'problem.places.import.archive_empty': '{file} no contiene ni un Shapefile (.shp con .dbf) ni GeoJSON.',
  'problem.places.import.json_broken': '{file} no es JSON válido {where}. Quizá se cortó en el camino.',
  'problem.places.import.not_utf8': '{file} no está en UTF-8, como exige GeoJSON. Expórtelo de nuevo.',
  'problem.places.import.not_features':
    '{file} no contiene objetos GeoJSON (se espera una FeatureCollection).',
  'problem.places.import.no_rows': '{file} no contiene filas.',
  'problem.places.import.other_crs':
    '{file} usa el sistema de referencia {crs}. Expórtelo en WGS84 (EPSG:4326).',
  'problem.places.import.too_many_rows': 'Con {file} la importación supera {limit, number} filas. Divídalo.',
  'problem.places.import.too_many_columns':
    '{file} tiene más de {limit, number} columnas. Quite las que no hacen falta.',
  'problem.places.import.too_many_vertices':
    'Las formas suman más de {limit, number} puntos. Simplifíquelas o importe nivel por nivel.',
  'problem.places.import.csv_broken':
    '{file} no se puede leer como CSV en la línea {line}. Busque unas comillas sin cerrar.',
  'problem.places.import.workbook_broken':
    '{file} no es un libro legible. Ábralo en una hoja de cálculo y guárdelo como .xlsx.',
  'problem.places.import.workbook_locked': '{file} está protegido con contraseña. Guárdelo sin ella.',
  'problem.places.import.shp_alone':
    '{file} es solo una parte de un Shapefile. Ponga .shp, .dbf y .prj en un único .zip.',
  'problem.places.import.shp_no_dbf':
    '{file} no tiene .dbf junto a su .shp: faltan los nombres y los P-codes.',
  'problem.places.import.shp_broken': '{file} no es un Shapefile legible.',
  'problem.places.import.shp_cut':
    '{file} termina demasiado pronto. Se cortó en el camino; envíelo de nuevo.',
  'problem.places.import.shp_counts':
    '{file} tiene {shapes, number} formas pero {records, number} registros. Expórtelo de nuevo.',
  'problem.places.import.shp_not_polygons': '{file} contiene puntos o líneas. Hacen falta polígonos.',
  'problem.places.import.prj_unknown':
    '{file} usa un sistema de referencia desconocido. Expórtelo en WGS84 (EPSG:4326).',
  'problem.places.import.has_errors':
    '{count, plural, one {# error impide} other {# errores impiden}} aplicar esta importación. No se cambió nada.',
  'problem.places.import.not_open': 'Esta importación ya se aplicó o se descartó.',
  'problem.places.import.busy':
    'Esta importación se está comprobando o aplicando. Espere a que termine o cancélela.',
  'problem.places.import.errors_found':
    'Se encontraron errores y no se cambió nada. Figuran en la importación, fila por fila.',
  'problem.places.import.no_files': 'Añada antes un archivo.',
  'problem.places.import.nothing_mapped':
    'No se leyó ninguna fila. Elija al menos una capa y su columna de P-codes.',
  'problem.places.import.mapping_layer': 'La correspondencia nombra una capa que no está en los archivos.',
  'problem.places.import.mapping_column': 'No hay ninguna columna {column}.',
  'problem.places.import.mapping_no_pcode': 'Elija la columna de los P-codes.',
  'problem.places.import.older_edition':
    'Está en vigor una edición válida desde el {current}; la del {day} es anterior y no puede seguirla.',
  'problem.places.import.pcode_missing': 'Falta el P-code en la columna {column}.',
  'problem.places.import.pcode_malformed': '«{pcode}» no es un P-code: se esperan de 2 a 20 letras y cifras.',
  'problem.places.import.pcode_not_iso':
    'El P-code {pcode} no empieza ni por {alpha2} ni por {alpha3}, los códigos del país.',
  'problem.places.import.pcode_tidied': 'Se corrigieron espacios o minúsculas del P-code: {pcode}.',
  'problem.places.import.pcode_repaired': 'El P-code {from} se leyó como {to}, que es conocido.',
  'problem.places.import.pcode_duplicate': 'El P-code {pcode} ya está en la fila {firstRow} de {firstLayer}.',
  'problem.places.import.pcode_length':
    'El P-code {pcode} no tiene la longitud de los demás de su nivel ({length}). Quizá falte un cero.',
  'problem.places.import.not_nested': 'El P-code {pcode} no empieza por el de su superior {parent}.',
  'problem.places.import.orphan':
    '{pcode} pertenece a {parent}, que no está en los archivos ni en vigor. Importe antes el nivel {level}.',
  'problem.places.import.parent_missing':
    'No se indica para {pcode} ningún superior de nivel {level}, y su código no lo revela.',
  'problem.places.import.parent_guessed': 'El superior de {pcode} se dedujo de su código: {parent}.',
  'problem.places.import.parent_repaired': 'El superior {from} se leyó como {to}, que es conocido.',
  'problem.places.import.parent_level':
    '{pcode} (nivel {level}) indica como superior {parent} (nivel {parentLevel}), que no está por encima.',
  'problem.places.import.parent_made':
    '{pcode} (nivel {level}) se crea a partir de las columnas de las zonas inferiores, sin forma.',
  'problem.places.import.country_made': 'El país {pcode} se añade como nivel 0, sin forma.',
  'problem.places.import.level_unknown': 'El nivel de la fila no es un número de 0 a 4.',
  'problem.places.import.level_changed':
    '{pcode} está en vigor en el nivel {before}; aquí está en el nivel {level}.',
  'problem.places.import.children_left':
    '{pcode} perdería su superior {parent}. Importe ambos niveles juntos.',
  'problem.places.import.name_missing': 'La zona {pcode} no tiene nombre.',
  'problem.places.import.name_tidied': 'Se corrigieron espacios del nombre: {name}.',
  'problem.places.import.name_capitals': 'El nombre está en mayúsculas: {name}.',
  'problem.places.import.name_repeated': '{name} ({pcode}) tiene el mismo nombre y superior que {other}.',
  'problem.places.import.date_malformed':
    '«{value}» en la columna {column} no es una fecha (año-mes-día) y se omitió.',
  'problem.places.import.row_closed': 'La zona terminó el {day} y se omitió.',
  'problem.places.import.shape_empty': '{pcode} no tiene forma; se importa sin ella.',
  'problem.places.import.shape_not_polygon': 'La forma de {pcode} es de tipo {kind}. Hace falta un polígono.',
  'problem.places.import.shape_not_numbers': 'La forma de {pcode} contiene algo que no es un número.',
  'problem.places.import.shape_ring_short': 'Un anillo de {pcode} tiene menos de tres puntos y se omitió.',
  'problem.places.import.shape_ring_open':
    '{count, plural, one {Un anillo} other {# anillos}} de {pcode} no terminaba donde empezó y se cerró.',
  'problem.places.import.shape_crosses_itself':
    'El contorno de {pcode} se cruza en {lat}, {lon}; se resolvió en partes limpias.',
  'problem.places.import.shape_broken':
    'El contorno de {pcode} se cruza y no puede repararse. Corríjalo en un SIG.',
  'problem.places.import.shape_no_area': 'La forma de {pcode} no encierra superficie.',
  'problem.places.import.shape_not_compared': 'No se pudieron comparar las formas de {pcode} y {other}.',
  'problem.places.import.coordinates_range': 'Las coordenadas de {pcode} (unas {lat}, {lon}) no son grados.',
  'problem.places.import.coordinates_swapped': 'La latitud y la longitud de {pcode} están invertidas.',
  'problem.places.import.outside_country': '{pcode} está lejos del país (unas {lat}, {lon}).',
  'problem.places.import.overlap': '{pcode} y {other} se solapan en un {percent} % del menor.',
  'problem.places.import.outside_parent': 'El {percent} % de {pcode} queda fuera de su superior {other}.',
  'problem.places.import.changed_name': '{pcode} cambia de nombre.',
  'problem.places.import.changed_alternates': '{pcode} cambia de nombres alternativos.',
  'problem.places.import.changed_parent': '{pcode} cambia de superior.',
  'problem.places.import.changed_shape': '{pcode} cambia de forma.',
  'problem.places.import.removed': '{pcode} (nivel {level}) no está en la nueva edición y termina.',
  'problem.places.import.split': '{from} se dividió en {to}.',
  'problem.places.import.merged': '{from} se fusionaron en {to}.',
  'problem.places.import.recoded': '{from} tiene el nuevo código {to}.',
  'problem.places.import.redrawn': '{from} se redibujaron como {to}.',
  'problem.places.country.not_user_assigned':
    '{code} no es uno de los códigos que la ISO 3166 deja a los usuarios (AA, QM a QZ, XA a XZ, ZZ).',
  'problem.places.country.out_of_reach':
    'Sus roles no alcanzan {code}: importan los límites quienes trabajan en una operación u oficina del país, o en la oficina principal.',
  'problem.places.country.code_taken': 'Ya existe un país con este código.',
  'problem.places.site.code_taken': 'Otro sitio de esta operación tiene este código.',
  'problem.places.site.operation_unknown': 'No existe esa operación.',
  'problem.places.map.too_wide': 'Elija un país, un nivel o un superior.',
  'problem.places.site.closed_needs_date': 'Un sitio cerrado necesita el día de cierre.',
  'problem.places.site.closed_before_opened': 'El sitio estaría cerrado antes de abrirse.',
  'problem.places.site.date_in_future': 'El día de cierre está en el futuro.',
  'problem.places.site.changed_meanwhile':
    'Otra persona ha cambiado este sitio desde que lo abrió. Mírelo antes de guardar.',
  'problem.places.site.area_unknown': 'No hay ninguna zona {pcode} en vigor.',
  'problem.places.site_import.code_missing': 'Falta el código del sitio.',
  'problem.places.site_import.code_malformed':
    '«{code}» no es un código de sitio: se esperan letras, cifras y . _ / -, 40 como máximo.',
  'problem.places.site_import.code_duplicate': 'El sitio {code} ya está en la fila {firstRow}.',
  'problem.places.site_import.name_missing': 'El sitio {code} no tiene nombre.',
  'problem.places.site_import.name_long': 'El nombre del sitio {code} supera 200 caracteres.',
  'problem.places.site_import.name_repeated': 'Un sitio llamado {name} en la misma zona existe como {other}.',
  'problem.places.site_import.not_a_number': '«{value}» ({field}) no es un número.',
  'problem.places.site_import.unknown_word':
    '«{value}» ({field}) no se conoce y se leyó como el valor general.',
  'problem.places.site_import.half_point': 'Solo se da la latitud o la longitud.',
  'problem.places.site_import.null_island': 'El punto 0, 0 representa uno que falta y se omitió.',
  'problem.places.site_import.point_range': 'El punto {lat}, {lon} no está en grados.',
  'problem.places.site_import.swapped': 'La latitud y la longitud ({lat}, {lon}) están invertidas.',
  'problem.places.site_import.outside_areas': 'El punto {lat}, {lon} no está en ninguna zona conocida.',
  'problem.places.site_import.pcode_unknown': 'No hay ninguna zona {pcode} en vigor.',
  'problem.places.site_import.pcode_mismatch':
    'La fila dice {pcode}, pero el punto está en {found}; cuenta el punto.',
};
