import type { ProblemTexts } from './en.ts';

export const texts: ProblemTexts = {
  'places.import.file_empty': '{file} está vacío. Elija el archivo de nuevo.',
  'places.import.file_too_large':
    '{file} supera {limit, number} MB. Divídalo por nivel o simplifique sus formas.',
  'places.import.unknown_format':
    '{file} no está en ninguno de los formatos legibles: GeoJSON, TopoJSON, Shapefile comprimido, CSV, XLSX, XLS, ODS.',
  'places.import.too_many_files': 'Una importación admite como máximo {limit, number} archivos.',
  'places.import.file_twice':
    'Un archivo llamado {file} ya forma parte de esta importación. Quítelo antes o cambie el nombre del nuevo.',
  'places.import.archive_bomb':
    '{file} se descomprime más de lo que pueden pesar unos límites (máximo {limit, number} MB). No se abrió.',
  'places.import.archive_broken': '{file} está dañado o incompleto. Envíelo de nuevo.',
  'places.import.archive_entries':
    '{file} contiene más de {limit, number} entradas. Incluya solo los archivos de los límites.',
  'places.import.archive_empty': '{file} no contiene ni un Shapefile (.shp con .dbf) ni GeoJSON.',
  'places.import.json_broken': '{file} no es JSON válido {where}. Quizá se cortó en el camino.',
  'places.import.not_utf8': '{file} no está en UTF-8, como exige GeoJSON. Expórtelo de nuevo.',
  'places.import.not_features': '{file} no contiene objetos GeoJSON (se espera una FeatureCollection).',
  'places.import.no_rows': '{file} no contiene filas.',
  'places.import.other_crs': '{file} usa el sistema de referencia {crs}. Expórtelo en WGS84 (EPSG:4326).',
  'places.import.too_many_rows': 'Con {file} la importación supera {limit, number} filas. Divídalo.',
  'places.import.too_many_columns':
    '{file} tiene más de {limit, number} columnas. Quite las que no hacen falta.',
  'places.import.too_many_vertices':
    'Las formas suman más de {limit, number} puntos. Simplifíquelas o importe nivel por nivel.',
  'places.import.csv_broken':
    '{file} no se puede leer como CSV en la línea {line}. Busque unas comillas sin cerrar.',
  'places.import.workbook_broken':
    '{file} no es un libro legible. Ábralo en una hoja de cálculo y guárdelo como .xlsx.',
  'places.import.workbook_locked': '{file} está protegido con contraseña. Guárdelo sin ella.',
  'places.import.shp_alone':
    '{file} es solo una parte de un Shapefile. Ponga .shp, .dbf y .prj en un único .zip.',
  'places.import.shp_no_dbf': '{file} no tiene .dbf junto a su .shp: faltan los nombres y los P-codes.',
  'places.import.shp_broken': '{file} no es un Shapefile legible.',
  'places.import.shp_cut': '{file} termina demasiado pronto. Se cortó en el camino; envíelo de nuevo.',
  'places.import.shp_counts':
    '{file} tiene {shapes, number} formas pero {records, number} registros. Expórtelo de nuevo.',
  'places.import.shp_not_polygons': '{file} contiene puntos o líneas. Hacen falta polígonos.',
  'places.import.prj_unknown':
    '{file} usa un sistema de referencia desconocido. Expórtelo en WGS84 (EPSG:4326).',
  'places.import.has_errors':
    '{count, plural, one {# error impide} other {# errores impiden}} aplicar esta importación. No se cambió nada.',
  'places.import.not_open': 'Esta importación ya se aplicó o se descartó.',
  'places.import.no_files': 'Añada antes un archivo.',
  'places.import.nothing_mapped': 'No se leyó ninguna fila. Elija al menos una capa y su columna de P-codes.',
  'places.import.mapping_layer': 'La correspondencia nombra una capa que no está en los archivos.',
  'places.import.mapping_column': 'No hay ninguna columna {column}.',
  'places.import.mapping_no_pcode': 'Elija la columna de los P-codes.',
  'places.import.older_edition':
    'Está en vigor una edición válida desde el {current}; la del {day} es anterior y no puede seguirla.',
  'places.import.pcode_missing': 'Falta el P-code en la columna {column}.',
  'places.import.pcode_malformed': '«{pcode}» no es un P-code: se esperan de 2 a 20 letras y cifras.',
  'places.import.pcode_not_iso':
    'El P-code {pcode} no empieza ni por {alpha2} ni por {alpha3}, los códigos del país.',
  'places.import.pcode_tidied': 'Se corrigieron espacios o minúsculas del P-code: {pcode}.',
  'places.import.pcode_repaired': 'El P-code {from} se leyó como {to}, que es conocido.',
  'places.import.pcode_duplicate': 'El P-code {pcode} ya está en la fila {firstRow} de {firstLayer}.',
  'places.import.pcode_length':
    'El P-code {pcode} no tiene la longitud de los demás de su nivel ({length}). Quizá falte un cero.',
  'places.import.not_nested': 'El P-code {pcode} no empieza por el de su superior {parent}.',
  'places.import.orphan':
    '{pcode} pertenece a {parent}, que no está en los archivos ni en vigor. Importe antes el nivel {level}.',
  'places.import.parent_missing':
    'No se indica para {pcode} ningún superior de nivel {level}, y su código no lo revela.',
  'places.import.parent_guessed': 'El superior de {pcode} se dedujo de su código: {parent}.',
  'places.import.parent_repaired': 'El superior {from} se leyó como {to}, que es conocido.',
  'places.import.parent_level':
    '{pcode} (nivel {level}) indica como superior {parent} (nivel {parentLevel}), que no está por encima.',
  'places.import.parent_made':
    '{pcode} (nivel {level}) se crea a partir de las columnas de las zonas inferiores, sin forma.',
  'places.import.country_made': 'El país {pcode} se añade como nivel 0, sin forma.',
  'places.import.level_unknown': 'El nivel de la fila no es un número de 0 a 4.',
  'places.import.level_changed': '{pcode} está en vigor en el nivel {before}; aquí está en el nivel {level}.',
  'places.import.children_left': '{pcode} perdería su superior {parent}. Importe ambos niveles juntos.',
  'places.import.name_missing': 'La zona {pcode} no tiene nombre.',
  'places.import.name_tidied': 'Se corrigieron espacios del nombre: {name}.',
  'places.import.name_capitals': 'El nombre está en mayúsculas: {name}.',
  'places.import.name_repeated': '{name} ({pcode}) tiene el mismo nombre y superior que {other}.',
  'places.import.date_malformed':
    '«{value}» en la columna {column} no es una fecha (año-mes-día) y se omitió.',
  'places.import.row_closed': 'La zona terminó el {day} y se omitió.',
  'places.import.shape_empty': '{pcode} no tiene forma; se importa sin ella.',
  'places.import.shape_not_polygon': 'La forma de {pcode} es de tipo {kind}. Hace falta un polígono.',
  'places.import.shape_not_numbers': 'La forma de {pcode} contiene algo que no es un número.',
  'places.import.shape_ring_short': 'Un anillo de {pcode} tiene menos de tres puntos y se omitió.',
  'places.import.shape_ring_open':
    '{count, plural, one {Un anillo} other {# anillos}} de {pcode} no terminaba donde empezó y se cerró.',
  'places.import.shape_crosses_itself':
    'El contorno de {pcode} se cruza en {lat}, {lon}; se resolvió en partes limpias.',
  'places.import.shape_broken': 'El contorno de {pcode} se cruza y no puede repararse. Corríjalo en un SIG.',
  'places.import.shape_no_area': 'La forma de {pcode} no encierra superficie.',
  'places.import.shape_not_compared': 'No se pudieron comparar las formas de {pcode} y {other}.',
  'places.import.coordinates_range': 'Las coordenadas de {pcode} (unas {lat}, {lon}) no son grados.',
  'places.import.coordinates_swapped': 'La latitud y la longitud de {pcode} están invertidas.',
  'places.import.outside_country': '{pcode} está lejos del país (unas {lat}, {lon}).',
  'places.import.overlap': '{pcode} y {other} se solapan en un {percent} % del menor.',
  'places.import.outside_parent': 'El {percent} % de {pcode} queda fuera de su superior {other}.',
  'places.import.changed_name': '{pcode} cambia de nombre.',
  'places.import.changed_alternates': '{pcode} cambia de nombres alternativos.',
  'places.import.changed_parent': '{pcode} cambia de superior.',
  'places.import.changed_shape': '{pcode} cambia de forma.',
  'places.import.removed': '{pcode} (nivel {level}) no está en la nueva edición y termina.',
  'places.import.split': '{from} se dividió en {to}.',
  'places.import.merged': '{from} se fusionaron en {to}.',
  'places.import.recoded': '{from} tiene el nuevo código {to}.',
  'places.import.redrawn': '{from} se redibujaron como {to}.',
  'places.country.not_user_assigned':
    '{code} no es uno de los códigos que la ISO 3166 deja a los usuarios (AA, QM a QZ, XA a XZ, ZZ).',
  'places.country.code_taken': 'Ya existe un país con este código.',
  'places.site.code_taken': 'Otro sitio de esta operación tiene este código.',
  'places.site.operation_unknown': 'No existe esa operación.',
  'places.map.too_wide': 'Elija un país, un nivel o un superior.',
  'places.site.closed_needs_date': 'Un sitio cerrado necesita el día de cierre.',
  'places.site.closed_before_opened': 'El sitio estaría cerrado antes de abrirse.',
  'places.site.date_in_future': 'El día de cierre está en el futuro.',
  'places.site.changed_meanwhile':
    'Otra persona ha cambiado este sitio desde que lo abrió. Mírelo antes de guardar.',
  'places.site.area_unknown': 'No hay ninguna zona {pcode} en vigor.',
  'places.site_import.code_missing': 'Falta el código del sitio.',
  'places.site_import.code_malformed':
    '«{code}» no es un código de sitio: se esperan letras, cifras y . _ / -, 40 como máximo.',
  'places.site_import.code_duplicate': 'El sitio {code} ya está en la fila {firstRow}.',
  'places.site_import.name_missing': 'El sitio {code} no tiene nombre.',
  'places.site_import.name_long': 'El nombre del sitio {code} supera 200 caracteres.',
  'places.site_import.name_repeated': 'Un sitio llamado {name} en la misma zona existe como {other}.',
  'places.site_import.not_a_number': '«{value}» ({field}) no es un número.',
  'places.site_import.unknown_word': '«{value}» ({field}) no se conoce y se leyó como el valor general.',
  'places.site_import.half_point': 'Solo se da la latitud o la longitud.',
  'places.site_import.null_island': 'El punto 0, 0 representa uno que falta y se omitió.',
  'places.site_import.point_range': 'El punto {lat}, {lon} no está en grados.',
  'places.site_import.swapped': 'La latitud y la longitud ({lat}, {lon}) están invertidas.',
  'places.site_import.outside_areas': 'El punto {lat}, {lon} no está en ninguna zona conocida.',
  'places.site_import.pcode_unknown': 'No hay ninguna zona {pcode} en vigor.',
  'places.site_import.pcode_mismatch':
    'La fila dice {pcode}, pero el punto está en {found}; cuenta el punto.',
};
