export const admin = {
  'notice.identity.service_token_ends':
    'A token of a service account ends in {days, plural, one {# day} other {# days}}. Rotate it before.',
  'notice.identity.service_token_ends.general': 'A token of a service account ends soon',
  'notice.identity.service_keeper_left': 'The keeper of a service account has left. Name another one.',
  'notice.identity.service_keeper_left.general': 'A service account has no keeper',
  'job.identity.warn_of_services': 'Warnings about service accounts',
  'problem.identity.office_elsewhere': 'You do not administer this office. Choose another one.',
  'problem.identity.keeper_left': 'Name a keeper first whose account is active.',
  'problem.identity.account_disabled': 'The account is disabled. Enable it first.',
  'problem.identity.token_beyond_maker':
    'The account also works where you do not hold these permissions. Limit the token to operations where you do.',
  'people.newLink': 'New one-time link',
  'people.newLinkText': 'The person accepts the invitation with it. Older links end at once.',
  'recovery.ask': 'Recover access',
  'recovery.askText':
    'For somebody who lost every way in. A second administrator confirms; only then is there a one-time link. It ends passwords, apps, passkeys and sessions of this person.',
  'recovery.reason': 'How you know that it is this person who asks',
  'recovery.waits':
    'Asked. Another administrator has to confirm it {when} at the latest, under People, Recoveries. All who may do so have been told, and the person too.',
  'recovery.title': 'Recoveries',
  'recovery.intro':
    'Requests to let somebody back in who lost every way. It takes two administrators: one asks, another confirms.',
  'recovery.person': 'Person',
  'recovery.requestedBy': 'Asked by',
  'recovery.requestedAt': 'Asked',
  'recovery.expires': 'Ends',
  'recovery.state': 'State',
  'recovery.state.open': 'Waits',
  'recovery.state.confirmed': 'Confirmed',
  'recovery.state.withdrawn': 'Withdrawn',
  'recovery.state.expired': 'Lapsed',
  'recovery.endedBy': 'Ended by',
  'recovery.why': 'Reason',
  'recovery.act': 'Act',
  'recovery.confirm': 'Confirm',
  'recovery.confirmOf': 'Confirm the recovery of {name}',
  'recovery.confirmText':
    'Make sure by a call or face to face that {name} asked for this. You then get the one-time link to hand over.',
  'recovery.withdraw': 'Withdraw',
  'recovery.withdrawOf': 'Withdraw the recovery of {name}',
  'recovery.withdrawText': 'Nothing changes for the person. A new request can be made.',
  'recovery.empty': 'Nobody lost access',
  'recovery.emptyText':
    'Open a person and choose “Recover access” when somebody lost password, app and recovery codes.',
  'recovery.emptyHere':
    'Choose “Recover access” above when this person lost password, app and recovery codes.',
  'recovery.rule': 'Rule of the agency',
  'recovery.ruleNow':
    'Since {since}: {count, plural, one {one administrator is enough} other {two administrators}}, within {hours, plural, one {# hour} other {# hours}}.',
  'recovery.ruleNext':
    'From {since}: {count, plural, one {one administrator is enough} other {two administrators}}, within {hours, plural, one {# hour} other {# hours}}.',
  'recovery.ruleChange': 'Change the rule',
  'recovery.ruleText':
    'One instead of two administrators holds only a day later, so that nobody loosens the rule and uses it at once.',
  'recovery.administrators': 'Administrators',
  'recovery.two': 'Two: one asks, another confirms',
  'recovery.one': 'One is enough',
  'recovery.hours': 'Hours that a request waits',
  'recovery.save': 'Save',
  'leaving.text':
    'At once: {sessions, plural, =0 {no open session} one {# open session} other {# open sessions}} and {tokens, plural, =0 {no API token} one {# API token} other {# API tokens}} of this person end, with one-time links and links to other sign-ins. Records and roles stay.',
  'leaving.kept': 'This was set up by the person and works without them',
  'leaving.devices': '{count, plural, one {# device that sends records} other {# devices that send records}}',
  'leaving.end': 'End it with the account',
  'leaving.move': 'Hand it to somebody else',
  'leaving.keeper': 'Who keeps it from now on',
  'leaving.reason': 'Reason',
  'people.sessions': 'Sessions',
  'people.sessionsText':
    'Devices that are signed in as this person. Each time that they are looked at stands in the audit log.',
  'people.noSessions': 'Signed in nowhere',
  'people.endAll': 'End all sessions',
  'people.endAllText': 'Every device of this person has to sign in again. What was typed there stays.',
  'people.tokens': 'API tokens',
  'problem.identity.recovery_own_request':
    'You asked for this yourself: another administrator has to confirm it.',
  'problem.identity.recovery_of_self': 'Others recover your account, never you yourself.',
  'problem.identity.recovery_ended': 'This request was confirmed or withdrawn already.',
  'problem.identity.recovery_expired': 'This request waited too long and has ended. Ask anew.',
  'problem.identity.recovery_requester_gone':
    'Whoever asked for this no longer works here. Withdraw it and ask anew.',
  'problem.identity.recovery_open':
    'A recovery of this account was asked for already and waits for its confirmation.',
  'problem.identity.recovery_not_active':
    'Only an active account is recovered. Enable it, or send a new invitation.',
  'problem.identity.invitation_accepted':
    'The invitation was accepted already. Ask for a recovery of the account instead.',
  'permission.identity.rule.write': 'Set rules of sign-in: recovery, other sign-ins',
  'notice.identity.new_device_seen':
    'Somebody signed in to your account on a new device. If it was not you, change your password and end the other sessions.',
  'notice.identity.new_device_seen.general': 'A sign-in to your account on a new device',
  'notice.identity.second_factor_changed':
    'A second factor of your account was added or removed. If it was not you, tell your administrator at once.',
  'notice.identity.second_factor_changed.general': 'A second factor of your account was changed',
  'notice.identity.password_changed':
    'Your password was changed. If it was not you, tell your administrator at once.',
  'notice.identity.password_changed.general': 'Your password was changed',
  'notice.identity.recovery_requested':
    'Recovery of an account was asked for. Confirm it if you know that the person asked.',
  'notice.identity.recovery_requested.general': 'Recovery of an account was asked for',
  'notice.identity.recovery_confirmed': 'Recovery of an account was confirmed by two administrators.',
  'notice.identity.recovery_confirmed.general': 'Recovery of an account was confirmed',
  'notice.identity.recovery_withdrawn': 'A request to recover an account was withdrawn.',
  'notice.identity.recovery_withdrawn.general': 'A request to recover an account was withdrawn',
  'notice.identity.own_recovery_requested':
    'An administrator asked to recover your account. If it was not you who lost access, tell your administrators now.',
  'notice.identity.own_recovery_requested.general': 'An administrator asked to recover your account',
  'notice.identity.own_recovery_confirmed':
    'The recovery of your account was confirmed: a one-time link exists. If it was not you who lost access, tell your administrators now.',
  'notice.identity.own_recovery_confirmed.general': 'The recovery of your account was confirmed',
  'notice.identity.own_recovery_withdrawn':
    'The request to recover your account was withdrawn. Nothing changed.',
  'notice.identity.own_recovery_withdrawn.general': 'The request to recover your account was withdrawn',
  'action.identity.recovery_requested': 'Recovery asked for',
  'action.identity.recovery_confirmed': 'Recovery confirmed',
  'action.identity.recovery_withdrawn': 'Recovery withdrawn',
  'action.identity.recovery_rule_saved': 'Rule of recovery changed',
  'action.identity.invitation_link_created': 'New invitation link',
  'action.identity.sessions_listed': 'Sessions of a person looked at',
  'action.identity.person_session_ended': 'Sessions of a person ended',
  'action.identity.person_token_ended': 'API token of a person ended',
  'action.identity.recovered_from_server': 'Recovery link made on the server',
  'notice.identity.recovered_from_server':
    'A recovery link was made on the server itself. If nobody of you did this, ask who has access to the server.',
  'notice.identity.recovered_from_server.general': 'A recovery link was made on the server',
  'provider.title': 'Other sign-ins',
  'provider.intro':
    'Providers of OpenID Connect by which your people sign in here: Entra ID, Google Workspace, Keycloak and others. A provider never gives rights: roles stay here.',
  'provider.add': 'Add a provider',
  'provider.none': 'No other sign-in yet',
  'provider.noneText':
    'Register this installation at your provider first: it gives you a client identifier and a secret.',
  'provider.label': 'Name on the sign-in page',
  'provider.labelHelp': 'Such as “Agency account”.',
  'provider.issuer': 'Issuer',
  'provider.issuerHelp':
    'The address under which the provider publishes its configuration. It cannot be changed later.',
  'provider.issuerFormat': 'Enter an address that begins with https.',
  'provider.clientId': 'Client identifier',
  'provider.secret': 'Client secret',
  'provider.secretKept': 'A secret is kept. Leave this empty to keep it.',
  'provider.scopes': 'Scopes besides openid',
  'provider.domains': 'E-mail domains',
  'provider.domainsHelp':
    'Whoever is linked must have a verified address in one of these. Empty: any. One after another, parted by commas.',
  'provider.linkByEmail': 'Link by verified address',
  'provider.linkByEmailHelp':
    'The first sign-in links to the account with the same address. Off: people link on their profile or by their invitation. Only with domains that your agency owns.',
  'provider.acr': 'Counts as two factors: values of acr',
  'provider.amr': 'Counts as two factors: values of amr',
  'provider.factorHelp':
    'Empty: this sign-in is one factor, and whoever has a second one here shows it after it.',
  'provider.active': 'People may sign in by it',
  'provider.off': 'Switched off',
  'provider.on': 'In use',
  'provider.state': 'State',
  'provider.linked': 'Linked accounts',
  'provider.redirect': 'Redirect address, to be registered at the provider',
  'provider.logout': 'Back-channel logout address: whoever is out there is out here at once',
  'provider.signedOut': 'Address after signing out, to be registered at the provider',
  'provider.endsThere': 'Signing out here signs out there, too',
  'provider.endsThereHelp':
    'For devices that several people use. It takes the address after signing out to be registered at the provider.',
  'provider.save': 'Save',
  'provider.remove': 'Remove',
  'provider.removeOf': 'Remove {name}',
  'provider.removeText':
    '{count, plural, =0 {Nobody is linked.} one {One account loses this sign-in.} other {# accounts lose this sign-in.}} Passwords and passkeys go on working.',
  'provider.signIn': 'Sign in with {name}',
  'provider.accept': 'Accept with {name}',
  'provider.confirm': 'Confirm with {name}',
  'provider.ownText':
    'Sign in with an account that you have elsewhere. It opens this one, and nothing of it is changed there.',
  'provider.link': 'Link',
  'provider.linkOf': 'Link {name}',
  'provider.unlink': 'Unlink',
  'provider.unlinkOf': 'Unlink {name}',
  'provider.since': 'Linked since {when}',
  'provider.notLinked': 'Not linked',
  'provider.window': 'A window of the other sign-in has opened. Come back here when you are done.',
  'provider.done': 'Done',
  'provider.doneText': 'You can close this window and go on where you were.',
  'provider.refused': 'That did not open',
  'pending.title': 'Show your second factor',
  'pending.text':
    'The other sign-in proved one factor. Your account has a second one here: show it, and everything opens.',
  'problem.identity.provider_unlinked':
    'No account here is linked with that one. Sign in with your password and link it on your profile, or ask your administrator.',
  'problem.identity.provider_address': 'That account has no verified address in a domain of this agency.',
  'problem.identity.provider_taken':
    'That account is linked with somebody here already, or you are linked with another one there.',
  'problem.identity.provider_other': 'That was another person’s account. Confirm with your own.',
  'problem.identity.provider_weak':
    'That proved one factor only, and your account has a second one here. Confirm by it.',
  'problem.identity.provider_ended':
    'This began too long ago, in another window, or was used already. Begin again.',
  'problem.identity.provider_down':
    'The other sign-in does not answer. Sign in with your password or passkey, or try again later.',
  'problem.identity.provider_denied': 'You were not let in over there. Try again, or use another way.',
  'problem.identity.provider_untrusted':
    'The answer of the other sign-in could not be trusted. Begin again; if it happens twice, tell your administrator.',
  'problem.identity.provider_unreachable':
    'No provider of OpenID Connect answers under this address. Check it, and whether this server may reach it.',
  'problem.identity.provider_inner':
    'This address lies in your own network. Whoever runs the server names its host in SOJOURN_PROVIDER_HOSTS first.',
  'problem.identity.provider_needs_domains':
    'Name the domains of your agency: people are linked by their address only there.',
  'problem.identity.provider_known': 'This provider is set up already with this client.',
  'problem.identity.provider_only_way': 'This is your only way in. Set a password or link another one first.',
  'notice.identity.provider_linked':
    'Your account was linked with another sign-in. If it was not you, unlink it on your profile and tell your administrator.',
  'notice.identity.provider_linked.general': 'Your account was linked with another sign-in',
  'action.identity.provider_created': 'Other sign-in added',
  'action.identity.provider_changed': 'Other sign-in changed',
  'action.identity.provider_deleted': 'Other sign-in removed',
  'action.identity.provider_linked': 'Account linked with another sign-in',
  'action.identity.provider_unlinked': 'Link with another sign-in cut',
  'action.identity.provider_logout': 'Signed out by another sign-in',
} as const satisfies Record<string, string>;
