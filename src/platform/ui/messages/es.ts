import type { messages as en } from './en.ts';

export const messages = {
  language: 'Idioma',
  again: 'Intentar de nuevo',
  cancel: 'Cancelar',
  close: 'Cerrar',
  save: 'Guardar',
  clear: 'Borrar',
  remove: 'Quitar',
  rename: 'Cambiar el nombre',
  optional: 'opcional',
  yes: 'Sí',
  no: 'No',
  copy: 'Copiar',
  copied: 'Copiado',
  notGiven: 'Sin datos',

  'problem.title': 'No ha funcionado',
  'problem.http.offline':
    'No se puede llegar al servidor. Lo que escribió sigue aquí; inténtelo de nuevo cuando vuelva la conexión.',
  'problem.queued': 'Guardado en este dispositivo',
  'problem.http.queued': 'Guardado en este dispositivo: no hay conexión. Se enviará en cuanto la haya.',
  'problem.http.key_reused':
    'Esta escritura se repitió con otro contenido. Vuelva a cargar la página e inténtelo de nuevo.',
  'problem.http.bad_key': 'La petición lleva una clave que no lo es.',
  'problem.http.failed': 'El servidor respondió de forma inesperada. Inténtelo de nuevo en un momento.',
  'problem.http.unexpected':
    'Algo falló por nuestra parte y no se cambió nada. Inténtelo de nuevo; si se repite, indique la hora a su administrador.',
  'problem.http.database_unavailable':
    'El servidor no llega a su base de datos: no se cambió nada. Lo que escribió sigue aquí; inténtelo de nuevo en un momento.',
  'problem.http.outcome_unknown':
    'La base de datos se perdió mientras esto se guardaba. Compruebe si ya está antes de enviarlo otra vez.',
  'problem.http.disk_full':
    'El disco del servidor está lleno: no se cambió nada. Avise a su administrador; lo que escribió sigue aquí.',
  'problem.http.not_found': 'Esto no existe o sus funciones no le permiten verlo.',
  'problem.http.forbidden':
    'Sus funciones no permiten esto aquí. Consulte a su administrador si lo necesita para su trabajo.',
  'problem.http.signed_out': 'Su sesión ha terminado. Vuelva a iniciar sesión para continuar.',
  'problem.http.foreign_origin':
    'Esta solicitud procedía de otro sitio y fue rechazada. Abra Sojourn en su propia dirección.',
  'problem.http.invalid': 'Algunos campos necesitan otro valor.',
  'problem.http.too_large': 'Supera el tamaño que acepta el servidor.',
  'problem.http.bad_request': 'El servidor no pudo leer esta solicitud.',
  'problem.http.too_many': 'Demasiados intentos. Espere un minuto y vuelva a intentarlo.',
  'problem.field.invalid_type': 'Falta este valor o no es del tipo esperado.',
  'problem.field.invalid_format': 'No está escrito en la forma esperada.',
  'problem.field.invalid_value': 'Elija uno de los valores ofrecidos.',
  'problem.field.invalid_union': 'Este valor no es válido.',
  'problem.field.too_small': 'Es demasiado corto o demasiado pequeño.',
  'problem.field.too_big': 'Es demasiado largo o demasiado grande.',
  'problem.field.custom': 'Este valor no es válido.',

  'field.required': 'Rellene este campo.',
  'field.choose': 'Elija un valor.',
  'field.tooShort':
    '{minimum, plural, one {Escriba al menos # carácter.} other {Escriba al menos # caracteres.}}',
  'field.tooLong':
    '{maximum, plural, one {Escriba como máximo # carácter.} other {Escriba como máximo # caracteres.}}',
  'field.tooSmall': 'Indique {minimum, number} o más.',
  'field.tooBig': 'Indique {maximum, number} o menos.',
  'field.tooFew': '{minimum, plural, one {Elija al menos uno.} other {Elija al menos #.}}',
  'field.tooMany': '{maximum, plural, one {Elija uno como máximo.} other {Elija # como máximo.}}',
  'field.number': 'Indique un número.',
  'field.email': 'Indique una dirección de correo, por ejemplo nombre@ejemplo.org.',
  'field.date': 'Indique una fecha.',
  'field.format': 'No está escrito en la forma esperada.',
  'field.invalid': 'Este valor no es válido.',

  'record.owner': 'Responsable',
  'record.sensitivity': 'Sensibilidad',
  'record.timeline': 'Cronología',
  'record.files': 'Archivos',
  'record.noTimeline': 'Aquí todavía no ha pasado nada.',
  'record.noFiles': 'Todavía no hay archivos.',
  'record.before': 'Antes',
  'record.after': 'Después',
  'record.system': 'Sojourn',
  'record.tabs': 'Partes de este registro',

  'form.summary':
    '{count, plural, one {Un campo necesita su atención} other {# campos necesitan su atención}}',
  'form.restored': 'Conservamos lo que escribió el {when}.',
  'form.discard': 'Empezar de nuevo',
  'form.unkept':
    'Este dispositivo no guarda lo que escribe: su almacenamiento está lleno o cerrado. Envíe antes de salir de la página.',
  'form.leaveTitle': '¿Salir sin guardar?',
  'form.leaveText': 'Esta pantalla no guarda borradores: lo que escribió se perderá.',
  'form.leave': 'Salir',
  'form.stay': 'Quedarse',

  'file.choose': 'Elegir un archivo',
  'file.chooseMany': 'Elegir archivos',
  'file.drop': 'o suéltelo aquí',
  'file.limit': '{size} como máximo',
  'file.tooLarge': '{name} ocupa {size}; se aceptan {limit} como máximo.',
  'file.wrongType': '{name} no es de un tipo aceptado ({types}).',
  'file.empty': '{name} está vacío.',

  'progress.of': '{done, number} de {total, number}',
  'progress.done': 'Terminado',
  'progress.failed': 'Detenido por un problema',
  'progress.cancelled': 'Cancelado',
  'progress.running': 'En curso',
  'progress.waiting': 'En espera de su turno',

  'confirm.reason': 'Motivo',
  'figure.unchanged': 'sin cambios',
  'figure.since': '{change} desde {when}',
  'figure.reason': 'De dónde sale {name}',
  'reason.show': '¿Por qué?',
} as const satisfies Record<keyof typeof en, string>;
