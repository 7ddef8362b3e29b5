import type { problems as en } from './en.ts';

export const problems = {
  'problem.forms.version_exists':
    'La versión «{version}» de este formulario ya existe con otro contenido. Escriba otra versión en la hoja settings e inténtelo de nuevo.',
  'problem.forms.files_missing': 'Suba primero los archivos del formulario: {files}.',
  'problem.forms.form_exists': 'Esta operación ya tiene un formulario con este identificador.',
  'problem.forms.version_too_long':
    'El nombre de una versión tiene 250 caracteres como máximo. Acórtelo en la hoja settings.',
  'problem.forms.form_id_too_long':
    'El identificador de un formulario tiene 250 caracteres como máximo. Acorte form_id en la hoja settings.',
  'problem.forms.version_has_records': 'Esta versión tiene registros: retírela en lugar de eliminarla.',
  'problem.forms.version_was_published': 'Una versión que se publicó se retira, no se elimina.',
  'problem.forms.workbook_errors':
    '{count, plural, one {El libro tiene # error; no se guardó nada.} other {El libro tiene # errores; no se guardó nada.}}',
  'problem.forms.file_too_large': 'El archivo supera {limit} MB. Redúzcalo e inténtelo de nuevo.',
  'problem.forms.file_lies': 'El archivo «{name}» no es lo que dice su nombre: su contenido es {found}.',
  'problem.forms.file_name': 'El nombre de un archivo no puede usarse. Cámbielo.',
  'problem.forms.file_conflict': 'Otro archivo llamado «{name}» pertenece ya a este registro.',
  'problem.forms.device_name': 'Escriba un nombre de 1 a 100 caracteres.',
  'problem.forms.device_revoked': 'Este dispositivo ya fue revocado.',
  'problem.forms.filter_unreadable': 'El filtro de la dirección no puede leerse. Quítelo y elíjalo de nuevo.',
  'problem.forms.filter_unusable':
    'Esta pregunta no puede filtrarse así: {path}. Quite el filtro o elija otra condición.',
  'problem.forms.box_unusable': 'La zona de la dirección no está en el mapa. Quítela y elíjala de nuevo.',
  'problem.forms.cursor': 'Esta página de la lista ya no existe. Vuelva a cargar la lista.',
  'problem.forms.sort_unknown': 'Los registros no pueden ordenarse por esta columna. Elija otra.',
  'problem.forms.export_not_done': 'Esta exportación aún no tiene archivo.',
  'problem.forms.no_openrosa_version': 'El programa no habla OpenRosa 1.0. Actualice ODK Collect.',
  'problem.forms.instance_id_too_long': 'El identificador del registro es demasiado largo.',
  'problem.forms.xml_malformed':
    'El registro no pudo leerse y no se guardó. Consérvelo y avise a la oficina que le envió el formulario.',
  'problem.forms.version_unknown':
    'No hay aquí para usted un formulario «{form}» en la versión «{version}». Obténgalo de nuevo.',
  'problem.forms.version_retired':
    'La versión «{version}» del formulario «{form}» está retirada y no acepta más registros. Conserve el suyo y pregunte a la oficina que le envió el formulario.',
  'problem.forms.version_not_published':
    'La versión «{version}» del formulario «{form}» aún no está publicada y no acepta registros.',
  'problem.forms.instance_conflict':
    'Ya hay otro registro con el mismo identificador y otras respuestas. Este no se guardó.',
  'problem.forms.edited_unknown': 'El registro que este corrige no está aquí.',
  'problem.forms.edit_forbidden': 'No puede cambiar este registro.',
  'problem.forms.edit_stale':
    'Alguien cambió este registro después de que usted lo abriera. El suyo no se guardó: ábralo de nuevo y repita su cambio.',
  'problem.forms.edit_approved': 'Este registro está aprobado; ahora solo la oficina puede cambiarlo.',
  'problem.forms.post_incomplete': 'El registro no llegó entero y no se guardó. Envíelo de nuevo.',
  'problem.forms.post_too_large':
    'El registro con sus archivos supera lo que acepta el servidor. Envíe menos archivos o más pequeños.',
  'problem.forms.no_form_id': 'El envío no dice a qué formulario pertenece.',
  'problem.forms.no_submission_part': 'La solicitud no tiene una parte llamada xml_submission_file.',
  'problem.forms.not_multipart':
    'Un envío se hace como multipart/form-data con una parte xml_submission_file.',
  'problem.forms.xml_doctype': 'Un envío no puede llevar DOCTYPE ni entidades propias.',
  'problem.forms.xml_too_deep': 'El envío está anidado más profundamente que cualquier formulario.',
  'problem.forms.xml_too_large': 'El envío es mayor de lo que este servidor acepta.',
  'problem.forms.xml_too_many_nodes': 'El envío tiene más respuestas de las que este servidor acepta.',
} as const satisfies Record<keyof typeof en, string>;
