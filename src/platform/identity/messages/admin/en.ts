export const admin = {
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
  'leaving.services': '{count, plural, one {# service account} other {# service accounts}}',
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
} as const satisfies Record<string, string>;
