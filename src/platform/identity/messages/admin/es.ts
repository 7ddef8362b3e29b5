import type { admin as en } from './en.ts';

export const admin = {
  'notice.identity.service_token_ends':
    'Un token de una cuenta de servicio termina en {days, plural, one {# día} other {# días}}. Renuévelo antes.',
  'notice.identity.service_token_ends.general': 'Un token de una cuenta de servicio termina pronto',
  'notice.identity.service_keeper_left': 'El responsable de una cuenta de servicio se ha ido. Nombre a otro.',
  'notice.identity.service_keeper_left.general': 'Una cuenta de servicio no tiene responsable',
  'job.identity.warn_of_services': 'Avisos sobre cuentas de servicio',
  'problem.identity.office_elsewhere': 'Usted no administra esta oficina. Elija otra.',
  'problem.identity.keeper_left': 'Nombre primero a un responsable cuya cuenta esté activa.',
  'problem.identity.account_disabled': 'La cuenta está desactivada. Actívela primero.',
  'problem.identity.token_beyond_maker':
    'La cuenta también trabaja donde usted no tiene estos permisos. Limite el token a las operaciones donde los tiene.',
  'people.newLink': 'Nuevo enlace de un solo uso',
  'people.newLinkText':
    'La persona acepta la invitación con él. Los enlaces anteriores terminan de inmediato.',
  'recovery.ask': 'Recuperar el acceso',
  'recovery.askText':
    'Para quien perdió todo modo de entrar. Un segundo administrador confirma; solo entonces hay un enlace de un solo uso. Pone fin a la contraseña, las aplicaciones, las claves de acceso y las sesiones de esta persona.',
  'recovery.reason': 'Cómo sabe que es esta persona quien lo pide',
  'recovery.waits':
    'Solicitado. Otro administrador debe confirmarlo a más tardar {when}, en Personas, Recuperaciones. Se avisó a quienes pueden hacerlo y también a la persona.',
  'recovery.title': 'Recuperaciones',
  'recovery.intro':
    'Solicitudes para devolver el acceso a quien perdió todo modo de entrar. Hacen falta dos administradores: uno pide y otro confirma.',
  'recovery.person': 'Persona',
  'recovery.requestedBy': 'Pedido por',
  'recovery.requestedAt': 'Pedido',
  'recovery.expires': 'Termina',
  'recovery.state': 'Estado',
  'recovery.state.open': 'En espera',
  'recovery.state.confirmed': 'Confirmada',
  'recovery.state.withdrawn': 'Retirada',
  'recovery.state.expired': 'Vencida',
  'recovery.endedBy': 'Concluida por',
  'recovery.why': 'Motivo',
  'recovery.act': 'Actuar',
  'recovery.confirm': 'Confirmar',
  'recovery.confirmOf': 'Confirmar la recuperación de {name}',
  'recovery.confirmText':
    'Asegúrese por una llamada o en persona de que {name} lo pidió. Recibirá entonces el enlace de un solo uso para entregar.',
  'recovery.withdraw': 'Retirar',
  'recovery.withdrawOf': 'Retirar la recuperación de {name}',
  'recovery.withdrawText': 'Nada cambia para la persona. Se puede hacer otra solicitud.',
  'recovery.empty': 'Nadie perdió el acceso',
  'recovery.emptyText':
    'Abra una persona y elija «Recuperar el acceso» cuando haya perdido contraseña, aplicación y códigos.',
  'recovery.emptyHere':
    'Elija «Recuperar el acceso» arriba cuando esta persona haya perdido contraseña, aplicación y códigos.',
  'recovery.rule': 'Regla de la agencia',
  'recovery.ruleNow':
    'Desde el {since}: {count, plural, one {basta un administrador} other {dos administradores}}, en {hours, plural, one {# hora} other {# horas}}.',
  'recovery.ruleNext':
    'A partir del {since}: {count, plural, one {basta un administrador} other {dos administradores}}, en {hours, plural, one {# hora} other {# horas}}.',
  'recovery.ruleChange': 'Cambiar la regla',
  'recovery.ruleText':
    'Uno en lugar de dos administradores solo rige un día después, para que nadie afloje la regla y la use al momento.',
  'recovery.administrators': 'Administradores',
  'recovery.two': 'Dos: uno pide y otro confirma',
  'recovery.one': 'Basta uno',
  'recovery.hours': 'Horas que espera una solicitud',
  'recovery.save': 'Guardar',
  'leaving.text':
    'De inmediato terminan {sessions, plural, =0 {ninguna sesión abierta} one {# sesión abierta} other {# sesiones abiertas}} y {tokens, plural, =0 {ningún token de API} one {# token de API} other {# tokens de API}} de esta persona, con los enlaces de un solo uso y los vínculos con otros accesos. Los registros y roles quedan.',
  'leaving.kept': 'Esto lo configuró la persona y funciona sin ella',
  'leaving.devices':
    '{count, plural, one {# dispositivo que envía registros} other {# dispositivos que envían registros}}',
  'leaving.end': 'Terminarlo con la cuenta',
  'leaving.move': 'Entregarlo a otra persona',
  'leaving.keeper': 'Quién se encarga desde ahora',
  'leaving.reason': 'Motivo',
  'people.sessions': 'Sesiones',
  'people.sessionsText':
    'Dispositivos con sesión de esta persona. Cada consulta queda en el registro de auditoría.',
  'people.noSessions': 'Sin sesiones abiertas',
  'people.endAll': 'Terminar todas las sesiones',
  'people.endAllText':
    'Cada dispositivo de esta persona tendrá que volver a entrar. Lo escrito allí se conserva.',
  'people.tokens': 'Tokens de API',
  'problem.identity.recovery_own_request': 'Usted mismo lo pidió: debe confirmarlo otro administrador.',
  'problem.identity.recovery_of_self': 'Otros recuperan su cuenta, nunca usted.',
  'problem.identity.recovery_ended': 'Esta solicitud ya fue confirmada o retirada.',
  'problem.identity.recovery_expired': 'Esta solicitud esperó demasiado y venció. Hágala de nuevo.',
  'problem.identity.recovery_requester_gone':
    'Quien lo pidió ya no trabaja aquí. Retírela y hágala de nuevo.',
  'problem.identity.recovery_open': 'Ya se pidió recuperar esta cuenta y espera confirmación.',
  'problem.identity.recovery_not_active':
    'Solo se recupera una cuenta activa. Actívela o envíe otra invitación.',
  'problem.identity.invitation_accepted':
    'La invitación ya fue aceptada. Pida en su lugar la recuperación de la cuenta.',
  'permission.identity.rule.write': 'Fijar reglas de acceso: recuperación y otros accesos',
  'notice.identity.new_device_seen':
    'Alguien entró en su cuenta desde un dispositivo nuevo. Si no fue usted, cambie su contraseña y cierre las demás sesiones.',
  'notice.identity.new_device_seen.general': 'Un acceso a su cuenta desde un dispositivo nuevo',
  'notice.identity.second_factor_changed':
    'Se añadió o quitó un segundo factor de su cuenta. Si no fue usted, avise enseguida a su administrador.',
  'notice.identity.second_factor_changed.general': 'Se modificó un segundo factor de su cuenta',
  'notice.identity.password_changed':
    'Se cambió su contraseña. Si no fue usted, avise enseguida a su administrador.',
  'notice.identity.password_changed.general': 'Se cambió su contraseña',
  'notice.identity.recovery_requested':
    'Se pidió recuperar una cuenta. Confírmelo si sabe que la persona lo pidió.',
  'notice.identity.recovery_requested.general': 'Se pidió recuperar una cuenta',
  'notice.identity.recovery_confirmed': 'Se confirmó la recuperación de una cuenta.',
  'notice.identity.recovery_confirmed.general': 'Se confirmó la recuperación de una cuenta',
  'notice.identity.recovery_withdrawn': 'Se retiró una solicitud de recuperación de una cuenta.',
  'notice.identity.recovery_withdrawn.general': 'Se retiró una solicitud de recuperación',
  'notice.identity.own_recovery_requested':
    'Un administrador pidió recuperar su cuenta. Si usted no perdió el acceso, avise ya a sus administradores.',
  'notice.identity.own_recovery_requested.general': 'Un administrador pidió recuperar su cuenta',
  'notice.identity.own_recovery_confirmed':
    'Se confirmó la recuperación de su cuenta: existe un enlace de un solo uso. Si usted no perdió el acceso, avise ya a sus administradores.',
  'notice.identity.own_recovery_confirmed.general': 'Se confirmó la recuperación de su cuenta',
  'notice.identity.own_recovery_withdrawn': 'Se retiró la solicitud de recuperar su cuenta. Nada cambió.',
  'notice.identity.own_recovery_withdrawn.general': 'Se retiró la solicitud de recuperar su cuenta',
  'action.identity.recovery_requested': 'Recuperación pedida',
  'action.identity.recovery_confirmed': 'Recuperación confirmada',
  'action.identity.recovery_withdrawn': 'Recuperación retirada',
  'action.identity.recovery_rule_saved': 'Regla de recuperación cambiada',
  'action.identity.invitation_link_created': 'Nuevo enlace de invitación',
  'action.identity.sessions_listed': 'Sesiones de una persona consultadas',
  'action.identity.person_session_ended': 'Sesiones de una persona terminadas',
  'action.identity.person_token_ended': 'Token de API de una persona terminado',
  'action.identity.recovered_from_server': 'Enlace de recuperación creado en el servidor',
  'notice.identity.recovered_from_server':
    'Se creó un enlace de recuperación en el propio servidor. Si no fue ninguno de ustedes, pregunte quién tiene acceso al servidor.',
  'notice.identity.recovered_from_server.general': 'Se creó un enlace de recuperación en el servidor',
  'provider.title': 'Otros accesos',
  'provider.intro':
    'Proveedores de OpenID Connect con los que su gente entra aquí: Entra ID, Google Workspace, Keycloak y otros. Un proveedor nunca da derechos: los roles quedan aquí.',
  'provider.add': 'Añadir un proveedor',
  'provider.none': 'Aún no hay otros accesos',
  'provider.noneText':
    'Registre primero esta instalación con su proveedor: le dará un identificador de cliente y un secreto.',
  'provider.label': 'Nombre en la página de acceso',
  'provider.labelHelp': 'Por ejemplo, «Cuenta de la agencia».',
  'provider.issuer': 'Emisor',
  'provider.issuerHelp':
    'La dirección donde el proveedor publica su configuración. No se puede cambiar después.',
  'provider.issuerFormat': 'Escriba una dirección que empiece por https.',
  'provider.clientId': 'Identificador de cliente',
  'provider.secret': 'Secreto de cliente',
  'provider.secretKept': 'Hay un secreto guardado. Déjelo vacío para conservarlo.',
  'provider.scopes': 'Ámbitos además de openid',
  'provider.domains': 'Dominios de correo',
  'provider.domainsHelp':
    'Quien se vincule debe tener una dirección verificada en uno de ellos. Vacío: cualquiera. Separados por comas.',
  'provider.linkByEmail': 'Vincular por dirección verificada',
  'provider.linkByEmailHelp':
    'El primer acceso vincula con la cuenta de la misma dirección. Si no, cada quien vincula desde su perfil o su invitación. Solo con dominios de su agencia.',
  'provider.acr': 'Vale como dos factores: valores de acr',
  'provider.amr': 'Vale como dos factores: valores de amr',
  'provider.factorHelp':
    'Vacío: este acceso es un solo factor, y quien tiene un segundo aquí lo muestra después.',
  'provider.active': 'Se puede entrar con él',
  'provider.off': 'Desactivado',
  'provider.on': 'En uso',
  'provider.state': 'Estado',
  'provider.linked': 'Cuentas vinculadas',
  'provider.redirect': 'Dirección de redirección, para registrar en el proveedor',
  'provider.logout': 'Dirección de cierre por canal trasero: quien sale allí sale aquí al momento',
  'provider.signedOut': 'Dirección tras cerrar la sesión, que se registra en el proveedor',
  'provider.endsThere': 'Cerrar la sesión aquí la cierra también allí',
  'provider.endsThereHelp':
    'Para dispositivos que usan varias personas. La dirección tras cerrar la sesión debe estar registrada en el proveedor.',
  'provider.save': 'Guardar',
  'provider.remove': 'Eliminar',
  'provider.removeOf': 'Eliminar {name}',
  'provider.removeText':
    '{count, plural, =0 {Nadie está vinculado.} one {Una cuenta pierde este acceso.} other {# cuentas pierden este acceso.}} Las contraseñas y claves de acceso siguen.',
  'provider.signIn': 'Entrar con {name}',
  'provider.accept': 'Aceptar con {name}',
  'provider.confirm': 'Confirmar con {name}',
  'provider.ownText': 'Entre con una cuenta que tiene en otro lugar. Abre esta, y allí no cambia nada.',
  'provider.link': 'Vincular',
  'provider.linkOf': 'Vincular {name}',
  'provider.unlink': 'Desvincular',
  'provider.unlinkOf': 'Desvincular {name}',
  'provider.since': 'Vinculado desde {when}',
  'provider.notLinked': 'Sin vincular',
  'provider.window': 'Se abrió una ventana del otro acceso. Vuelva aquí cuando termine.',
  'provider.done': 'Listo',
  'provider.doneText': 'Puede cerrar esta ventana y seguir donde estaba.',
  'provider.refused': 'No se abrió',
  'pending.title': 'Muestre su segundo factor',
  'pending.text':
    'El otro acceso probó un factor. Su cuenta tiene un segundo aquí: muéstrelo y todo se abre.',
  'problem.identity.provider_unlinked':
    'Ninguna cuenta de aquí está vinculada con esa. Entre con su contraseña y vincúlela en su perfil, o pida a su administrador.',
  'problem.identity.provider_address':
    'Esa cuenta no tiene una dirección verificada en un dominio de esta agencia.',
  'problem.identity.provider_taken':
    'Esa cuenta ya está vinculada con alguien aquí, o usted está vinculado con otra allí.',
  'problem.identity.provider_other': 'Era la cuenta de otra persona. Confirme con la suya.',
  'problem.identity.provider_weak':
    'Eso probó solo un factor y su cuenta tiene un segundo aquí. Confirme con él.',
  'problem.identity.provider_ended': 'Empezó hace demasiado, en otra ventana, o ya se usó. Empiece de nuevo.',
  'problem.identity.provider_down':
    'El otro acceso no responde. Entre con su contraseña o clave de acceso, o inténtelo más tarde.',
  'problem.identity.provider_denied': 'Allí no le dejaron entrar. Inténtelo de nuevo o use otro modo.',
  'problem.identity.provider_untrusted':
    'La respuesta del otro acceso no era de fiar. Empiece de nuevo; si se repite, avise a su administrador.',
  'problem.identity.provider_unreachable':
    'Ningún proveedor de OpenID Connect responde en esa dirección. Compruébela, y que este servidor pueda alcanzarla.',
  'problem.identity.provider_inner':
    'Esta dirección está en su propia red. Quien opera el servidor nombra antes su host en SOJOURN_PROVIDER_HOSTS.',
  'problem.identity.provider_needs_domains':
    'Indique los dominios de su agencia: solo allí se vincula por dirección.',
  'problem.identity.provider_known': 'Este proveedor ya está configurado con este cliente.',
  'problem.identity.provider_only_way':
    'Es su único modo de entrar. Defina antes una contraseña o vincule otro.',
  'notice.identity.provider_linked':
    'Su cuenta se vinculó con otro acceso. Si no fue usted, desvincúlelo en su perfil y avise a su administrador.',
  'notice.identity.provider_linked.general': 'Su cuenta se vinculó con otro acceso',
  'action.identity.provider_created': 'Otro acceso añadido',
  'action.identity.provider_changed': 'Otro acceso modificado',
  'action.identity.provider_deleted': 'Otro acceso eliminado',
  'action.identity.provider_linked': 'Cuenta vinculada con otro acceso',
  'action.identity.provider_unlinked': 'Vínculo con otro acceso cortado',
  'action.identity.provider_logout': 'Sesión cerrada por otro acceso',
} as const satisfies Record<keyof typeof en, string>;
