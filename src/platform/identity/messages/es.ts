import { admin } from './admin/es.ts';
import type { messages as en } from './en.ts';

export const messages = {
  ...admin,
  'section.people': 'Cuentas, invitaciones y formas de entrar',
  email: 'Correo electrónico',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  passwordHelp: 'Al menos 12 caracteres. Una frase que solo usted diría se recuerda bien y se adivina mal.',
  name: 'Nombre',
  language: 'Idioma',
  emailFormat: 'Indique una dirección de correo, por ejemplo nombre@ejemplo.org.',

  'signIn.title': 'Iniciar sesión',
  'signIn.submit': 'Iniciar sesión',
  'signIn.code': 'Código de su aplicación de autenticación',
  'signIn.codeHelp': 'Seis cifras que cambian cada 30 segundos.',
  'signIn.help': '¿Sin contraseña, o la olvidó? Pida a su administrador un enlace de un solo uso.',
  'signIn.demonstration':
    'Esto es una demostración con personas y datos inventados. Sus direcciones y su contraseña se mostraron al iniciarla.',
  'again.title': 'Su sesión ha terminado',
  'again.text': 'Vuelva a iniciar sesión y siga donde estaba: no se pierde nada de esta página.',
  'again.other': 'Salir e iniciar sesión como otra persona',

  'setUp.title': 'Poner en marcha Sojourn',
  'setUp.intro': 'Una sola vez, en unos dos minutos. Después todo se puede cambiar.',
  'setUp.proof': 'Prueba de que este servidor es suyo',
  'setUp.code': 'Código de puesta en marcha',
  'setUp.codeHelp': 'El servidor lo mostró al iniciarse.',
  'setUp.agency': 'Su organización',
  'setUp.agencyName': 'Nombre de la organización',
  'setUp.you': 'Usted, primer administrador',
  'setUp.where': 'Su primera oficina y su primera operación',
  'setUp.officeName': 'Nombre de la oficina central',
  'setUp.officeCode': 'Código de la oficina',
  'setUp.codeHelpShort': 'Por ejemplo HQ o CF24.',
  'setUp.officeHelp': 'La cima del árbol; las demás van debajo.',
  'setUp.operationName': 'Nombre de la operación',
  'setUp.operationHelp':
    'La respuesta o el programa en el que se trabaja, por ejemplo «Respuesta a las inundaciones de la costa».',
  'setUp.operationCode': 'Código de la operación',
  'setUp.country': 'País de la operación',
  'setUp.countryHelp': 'Las dos letras de ISO 3166, por ejemplo HT para Haití.',
  'setUp.codeFormat': 'Use de 2 a 16 letras, cifras o guiones, por ejemplo HQ.',
  'setUp.countryFormat': 'Use las dos letras de ISO 3166, por ejemplo HT.',
  'setUp.submit': 'Poner en marcha y entrar',

  'welcome.invitation': 'Le damos la bienvenida, {name}',
  'welcome.invitationText': 'Elija una contraseña y ya está dentro. Su dirección aquí es {email}.',
  'welcome.recovery': 'Contraseña nueva para {name}',
  'welcome.recoveryText': 'Sus otras sesiones terminarán al fijarla. Su dirección aquí es {email}.',
  'welcome.submit': 'Fijar la contraseña y entrar',
  'welcome.missing': 'Este enlace está incompleto',
  'welcome.missingText': 'Copie el enlace entero tal como lo recibió o pida uno nuevo a su administrador.',
  'welcome.toSignIn': 'Ir al inicio de sesión',

  'profile.title': 'Mi perfil',
  'profile.aboutMe': 'Sobre mí',
  'profile.save': 'Guardar',
  'profile.saved': 'Guardado.',
  'profile.password': 'Contraseña',
  'profile.current': 'Contraseña actual',
  'profile.changePassword': 'Cambiar la contraseña',
  'profile.passwordChanged': 'Su contraseña ha cambiado y sus otras sesiones han terminado.',

  'factor.title': 'Segundo factor',
  'factor.on': 'Activado',
  'factor.off': 'Desactivado',
  'factor.text':
    'Una aplicación de autenticación da un código en cada inicio de sesión: una contraseña robada sola no abre nada.',
  'factor.start': 'Configurar una aplicación de autenticación',
  'factor.scan': 'Escanee esto con su aplicación de autenticación',
  'factor.secret': 'O escriba esta clave a mano',
  'factor.code': 'Código que muestra ahora la aplicación',
  'factor.confirm': 'Confirmar',
  'factor.remove': 'Quitar el segundo factor',
  'factor.removeText': 'El inicio de sesión solo pedirá su contraseña.',
  'factor.removePassword': 'Su contraseña',

  'code.recovery': 'Código de recuperación',
  'code.recoveryHelp':
    'Uno de los códigos que guardó al configurar el segundo factor. Cada uno sirve una vez.',
  'code.useRecovery': '¿Perdió la aplicación? Use un código de recuperación',
  'code.useApp': 'Usar la aplicación de autenticación',
  'stepUp.title': 'Confirme que es usted',
  'stepUp.text':
    'Este acto necesita una prueba reciente. Después sigue por sí solo, y la prueba vale diez minutos.',
  'stepUp.submit': 'Confirmar y seguir',
  'owed.title': 'Configure un segundo factor',
  'owed.text': 'Una de sus funciones lo exige. Todo lo demás se abre en cuanto funcione.',
  'codes.title': 'Códigos de recuperación',
  'codes.text':
    'Guárdelos donde los encuentre sin su teléfono. Cada uno sirve una vez en lugar de la aplicación. Solo se muestran ahora.',
  'codes.all': 'Todos los códigos',
  'codes.print': 'Imprimir',
  'codes.done': 'Los he guardado',
  'codes.make': 'Crear códigos de recuperación nuevos',
  'codes.left':
    '{count, plural, =0 {No queda ningún código de recuperación.} one {Queda # código de recuperación.} other {Quedan # códigos de recuperación.}}',

  'passkeys.title': 'Claves de acceso',
  'passkeys.text':
    'Una clave de acceso abre su cuenta con el bloqueo de su dispositivo: huella, rostro o PIN. No hay nada que recordar ni nada que una página falsa pueda captar.',
  'passkeys.notHere': 'Este navegador o esta dirección no ofrece claves de acceso: necesitan https.',
  'passkeys.none': 'Todavía no hay ninguna clave de acceso',
  'passkeys.add': 'Añadir una clave de acceso',
  'passkeys.addText':
    'Su navegador pide después el bloqueo de este dispositivo, de un teléfono o de una llave.',
  'passkeys.name': 'Nombre',
  'passkeys.nameHelp': 'Para reconocerla, por ejemplo «Portátil del trabajo».',
  'passkeys.make': 'Crear una clave de acceso',
  'passkeys.kept': 'Guardada',
  'passkeys.inCloud': 'Con su fabricante, en varios dispositivos',
  'passkeys.onDevice': 'En un dispositivo',
  'passkeys.since': 'Desde',
  'passkeys.remove': 'Quitar',
  'passkeys.removeOf': 'Quitar {name}',
  'passkeys.removeText': 'Ya no abre nada aquí. Quítela también en su dispositivo.',
  'passkeys.use': 'Usar una clave de acceso',
  'passkeys.signIn': 'Iniciar sesión con una clave de acceso',

  'sessions.title': 'Sesiones abiertas',
  'sessions.text':
    'Dispositivos con sesión iniciada a su nombre. Cierre los que no conozca y cambie la contraseña.',
  'sessions.device': 'Dispositivo',
  'sessions.since': 'Inicio de sesión',
  'sessions.lastSeen': 'Visto por última vez',
  'sessions.current': 'Este dispositivo',
  'sessions.end': 'Cerrar la sesión',
  'sessions.endOf': 'Cerrar la sesión de {device}',
  'sessions.unknown': 'Dispositivo desconocido',
  'sessions.address': 'Dirección',
  'sessions.endOthers': 'Cerrar todas las demás sesiones',
  'sessions.endOthersText':
    'Los demás dispositivos tendrán que iniciar sesión de nuevo. Este sigue conectado.',
  'sessions.limits':
    'Sus funciones cierran una sesión tras {idle} sin actividad. Esta se cierra {when} en todo caso.',

  'people.title': 'Personas',
  'people.intro': 'Cuentas de las personas de las oficinas a su cargo.',
  'people.search': 'Nombre o correo electrónico',
  'people.state': 'Estado',
  'people.state.invited': 'Invitada',
  'people.state.active': 'Activa',
  'people.state.disabled': 'Desactivada',
  'people.secondFactor': 'Segundo factor',
  'people.lastSeen': 'Vista por última vez',
  'people.created': 'Desde',
  'people.never': 'Nunca',
  'people.invite': 'Invitar a una persona',
  'people.inviteIntro': 'La cuenta empieza sin ninguna función: asígnele una después o no podrá ver nada.',
  'people.inviteSubmit': 'Crear la cuenta y el enlace',
  'people.emptyText':
    'Invite a sus colegas: cada uno recibe un enlace de un solo uso para elegir contraseña.',
  'people.link': 'Enlace de un solo uso para {name}',
  'people.linkText': 'Entréguelo por un medio de confianza. Se abre una sola vez y vence {when}.',
  'people.next': 'Siguiente: asignar una función',
  'people.disable': 'Desactivar la cuenta',
  'people.enable': 'Reactivar la cuenta',
  'people.enableText': 'La persona podrá volver a entrar con su contraseña y sus funciones actuales.',
  'people.account': 'Cuenta',

  'problem.identity.email_taken': 'Ya existe una cuenta con este correo electrónico.',
  'problem.identity.already_set_up': 'Esta instalación ya está en marcha. Inicie sesión.',
  'problem.identity.wrong_set_up_code':
    'No es el código que mostró el servidor. Mire su última salida: el código cambia en cada inicio.',
  'problem.identity.link_ended': 'Este enlace ya se usó o ha vencido. Pida uno nuevo a su administrador.',
  'problem.identity.state_of_self': 'Nadie desactiva su propia cuenta. Pídalo a otro administrador.',
  'problem.identity.no_such_keeper': 'Elija a otra persona con una cuenta activa.',
  'problem.identity.not_accepted': 'La invitación todavía no se ha aceptado.',
  'problem.identity.password_common':
    'Muchas personas usan esta contraseña o una parecida. Elija otra, por ejemplo cuatro palabras sin relación entre sí.',
  'problem.identity.password_guessable':
    'Esta contraseña apenas contiene más que nombres que otros conocen. Elija una sin su nombre ni el de la agencia.',
  'problem.identity.wrong_password': 'Esta no es su contraseña actual.',
  'problem.identity.second_factor_exists':
    'Quite la aplicación de autenticación actual antes de registrar otra.',
  'problem.identity.second_factor_not_started': 'Empiece de nuevo el registro.',
  'problem.identity.step_up_needed': 'No se cambió nada: confirme primero que es usted.',
  'problem.identity.second_factor_due': 'Sus funciones exigen un segundo factor. Configúrelo primero.',
  'problem.identity.second_factor_missing': 'Configure primero un segundo factor.',
  'problem.identity.passkey_needed': 'Use su clave de acceso abajo o escriba un código de recuperación.',
  'problem.identity.wrong_passkey':
    'Esta clave de acceso no sirve aquí. Inténtelo de nuevo o use otro medio.',
  'problem.identity.passkey_known': 'Este dispositivo ya tiene una clave de acceso para su cuenta.',
  'problem.identity.passkey_cancelled':
    'No se usó ninguna clave de acceso. Inténtelo de nuevo o use otro medio.',
  'problem.identity.passkey_elsewhere':
    'Las claves de acceso solo funcionan en la dirección que fijó su administrador. Abra Sojourn allí.',
  'problem.identity.wait_address':
    'Demasiados intentos erróneos desde esta red. Espere 15 minutos o use un dispositivo en el que ya haya iniciado sesión.',
  'problem.identity.wrong_code':
    'El código es incorrecto o ha caducado. Espere el siguiente y compruebe la hora de su teléfono.',
  'problem.identity.code_used': 'Este código ya se usó. Espere el siguiente.',
  'problem.identity.code_needed': 'Escriba el código de su aplicación de autenticación.',
  'problem.identity.wait': 'Demasiados intentos fallidos con esta cuenta. Espere 15 minutos.',
  'problem.identity.wrong_credentials': 'El correo electrónico o la contraseña no son correctos.',
  'problem.identity.in_person_only':
    'Una clave no puede cambiar la cuenta de su persona. Inicie sesión usted.',
  'problem.identity.works_elsewhere':
    'Esta persona también trabaja en oficinas que usted no administra. Pídalo a un administrador por encima de todas.',
  'problem.identity.permission_not_held': 'Una clave solo puede tener permisos que usted tenga.',

  'permission.identity.account.read': 'Ver a las personas de la agencia',
  'permission.identity.account.write':
    'Invitar a personas, crear enlaces de recuperación, desactivar cuentas',

  'again.locked': 'La pantalla está bloqueada',
  'again.lockedText':
    'Nadie la ha tocado durante un tiempo. Escriba su contraseña y siga donde estaba: nada se ha perdido.',
  'device.title': 'Este dispositivo',
  'device.lock': 'Bloquear la pantalla tras',
  'device.lockHelp':
    'Tiempo sin tocar nada, en ninguna pestaña. Sin conexión espera: nadie podría desbloquearla.',
  'device.minutes': '{count, plural, one {# minuto} other {# minutos}}',
  'device.lockAllowed':
    'Lo más tarde que permiten sus funciones ({count, plural, one {# minuto} other {# minutos}})',
  'device.offline': 'Trabajar sin conexión',
  'device.offlineHelp': 'Guardar formularios y lugares en este dispositivo y seguir donde no hay red.',
  'device.sparing': 'Ahorrar datos',
  'device.sparingHelp':
    'Los mapas y las imágenes solo llegan si los pide, y las listas en páginas más cortas.',
  'sealed.identity.totp': 'Secretos de las aplicaciones de autenticación',
} as const satisfies Record<keyof typeof en, string>;
