/**
 * Functions that run with the owner's rights, past all policies: each is a door that a reviewer must know. A new one is
 * added here with the reason why the caller's own rights do not serve and what the function checks instead.
 */
export const DEFINER_ALLOWLIST: Readonly<Record<string, string>> = {
  'access.scope': 'Computes the scope that policies compare with; only from grants of the actor.',
  'access.held_in': 'Answers yes or no from grants of the actor, which the policies of grants ask, too.',
  'access.scope_offices': 'Computes the scope that policies compare with; only from grants of the actor.',
  'access.scope_operations': 'Computes the scope that policies compare with; only from grants of the actor.',
  'access.has_anywhere': 'Answers yes or no from grants of the actor.',
  'access.parent_before':
    'Tells the parent of an office, which everyone signed in may read, past the recursion of its own policy.',
  'access.permissions_held': 'Lists permissions from grants of the actor.',
  'access.roles_held': 'Lists the role ids of the actor, for the audit log.',
  'access.my_operations': 'Lists operations from grants of the actor.',
  'access.assigned_records':
    'Computes which records a relation of the actor opens; only from assignments, grants and openings of the actor.',
  'access.excluded_records':
    'Lists what the actor is shut out of, for policies to compare with; the actor sees no exclusion itself.',
  'access.opened_records': 'Lists what the actor opened in an emergency; only from openings of the actor.',
  'access.glass_broken': 'Answers yes or no from openings of the actor.',
  'access.opens': 'As access.assigned_records, yes or no for one record.',
  'access.place_of':
    'Tells where a record lies, past its policies; called by the functions of this slice only.',
  'access.holders_in': 'Lists who holds a permission in a place; called by the functions of this slice only.',
  'access.record_moved': 'A trigger: keeps the place of relations and openings that of their record.',
  'access.may_assign': 'Answers yes or no from the relations of the actor.',
  'access.assign':
    'Gives a relation to a record; only by who may assign it, who has just made it, or where nobody has it.',
  'access.end_assignment': 'Ends a relation; only by who may assign the record.',
  'access.exclude': 'Shuts a person out of a record; only by who may assign it.',
  'access.end_exclusion':
    'Ends an exclusion; only by who may assign the record, which the excluded never do.',
  'access.break_glass':
    'Opens a record that policies hide; checks access.break_glass where it lies and that nobody shut the actor out.',
  'access.close_opening': 'Ends an opening of the actor.',
  'access.review_opening':
    'Notes the outcome of a review; checks access.break_glass.review there and that the reviewer is another.',
  'access.told_of_opening': 'Lists whom an opening of the actor concerns, for the notice; ids only.',
  'access.state_purpose':
    'Lets this transaction see sealed fields that the policies open besides; writes the entry of it itself.',
  'access.revealed_fields': 'Lists for what the actor stated a purpose in this transaction.',
  'access.explain_facts':
    'Tells what decides about a person; checks access.grant.read in the place asked about.',
  'access.declare_bearing_kinds':
    'Writes the kinds that come with the code; refuses everyone but the job at start.',
  'access.declare_record_kinds':
    'Writes the kinds that come with the code; refuses everyone but the job at start.',
  'access.colleagues':
    'Names the people who work where the actor works, whose accounts the actor may not read; ids and names alone.',
  'access.person_name':
    'Names whoever owns, wrote or is mentioned, by id, to those who hold a role somewhere; the name alone.',
  'access.my_queues': 'Lists roles and places from grants of the actor, for policies to compare with.',
  'access.queue_members': 'Tells who serves a queue, from grants that the caller may not read; ids alone.',
  'access.declare_built_in_roles':
    'Writes the roles that come with the code; refuses everyone but the job at start.',
  'audit.append': 'The log may be added to by everyone and written by no one: it chains the entry itself.',
  'audit.append_many': 'As audit.append, for many entries at once.',
  'audit.last_checkpoint': 'The sealing job reads the log that it has no other right to.',
  'audit.checkpoints_above':
    'The sealing and verifying jobs read checkpoints that they have no other right to.',
  'audit.pending_entries': 'The sealing job takes unsealed entries; it sees hashes alone.',
  'audit.seal': 'The sealing job adds leaves and a checkpoint to tables that nobody else may write.',
  'comments.followers':
    'Tells who follows a record, so that they can be told of a new comment; ids alone, to whoever may write there.',
  'backup.keepers':
    'Finds by grants who is told of a failed backup; refuses everyone but the platform itself.',
  'displacement.closing_rounds':
    'The job that tells of closing rounds finds who leads them; refuses everyone but a job.',
  'displacement.replace_figures':
    'Figures are derived from a submission that the caller may not read field by field.',
  'displacement.mark_rejected':
    'A review changes what a record counts for; only within the scope of the reviewer.',
  'files.forget_upload':
    'A trigger: removes the ended upload of a file that was just purged, which belongs to its sender.',
  'files.told_of_infection': 'Lists who is told of an infected file; asks for a job.',
  'files.forget_orphans': 'The sweeping job forgets files that no row names; refuses everyone but a job.',
  'forms.add_run': 'The sorting job writes tables that nobody else may write; refuses everyone but a job.',
  'forms.count_files':
    'Keeps the count of arrived files with the record; whoever may send in the operation may complete.',
  'forms.count_found':
    'Counts by indexes that policies would keep Postgres from using; checks that the caller reads records of the form.',
  'forms.create_device':
    'Admits a device with the one role of an enumerator, which its keeper may not grant; checks forms.device.write there.',
  'forms.device_actor': 'Turns a device key into its account before there is an actor; needs the key itself.',
  'forms.find_records':
    'Searches by indexes that policies would keep Postgres from using; checks the scope itself and gives ids only.',
  'forms.find_unsorted':
    'As forms.find_records, for records that wait to be sorted; ids and the one answer asked for.',
  'forms.forget_exports': 'The sweeping job removes what has expired; refuses everyone but a job.',
  'forms.gather_few': 'As forms.find_records, in no order and only when they are few; ids alone.',
  'forms.gather_points': 'As forms.find_records, gathered into cells of a grid.',
  'forms.known_instance':
    'Tells a repeated submission from a new one without showing the record; only within the scope of who may send.',
  'forms.note_unsorted': 'A trigger: notes a record that was just written, nothing more.',
  'forms.leave_devices':
    'Withdraws or hands over the devices of whoever leaves, also in operations where the caller enrols none; only of an account wholly in their charge.',
  'forms.devices_enrolled':
    'Counts what would go with an account; only of one wholly in the charge of the caller.',
  'forms.revoke_device':
    'Withdraws key, account and grant of a device at once; checks forms.device.write there.',
  'forms.sender_name': 'Names who sent or commented to those who read records; names alone.',
  'forms.take_unsorted':
    'The sorting job reads the answers of records of every operation; refuses everyone but a job.',
  'forms.walk_sorted':
    'As forms.find_records, in the order of an answer; checks the scope itself and gives sort keys and ids only.',
  'identity.accounts_in_scope':
    "Finds accounts by grants that the caller may not read; only within the caller's scope.",
  'identity.accounts_in_charge':
    "Finds accounts by grants that the caller may not read; only those that lie wholly within the caller's scope.",
  'identity.sign_in_providers':
    'Tells strangers which providers they may sign in by: labels alone; to the actor which ones they are linked with.',
  'identity.provider_settings':
    'Before there is an actor the server needs to know where a provider is; its secret is sealed.',
  'identity.begin_provider':
    'Keeps what began before there is an actor; bound to the actor where there is one.',
  'identity.take_provider': 'Uses up what began; needs the state and the secret of the browser.',
  'identity.linked_account':
    'Finds the account of a subject after its provider proved it and before there is an actor.',
  'identity.link_provider':
    'Links a subject that its provider proved; only by the session of the actor, an invitation or an address that the provider may link by.',
  'identity.open_provider_session':
    'Opens a session after the provider was heard and before there is an actor; of an active account only.',
  'identity.note_provider_proof':
    'Writes the moment of a proof, which nobody may set; only in a session of the actor.',
  'identity.end_provider_sessions':
    'Ends sessions by a logout token that the service verified; there is no actor. Each token once.',
  'identity.session_owes_factor':
    'Answers yes or no about credentials that their owner alone reads; called by the look-up of sessions only.',
  'identity.administrators_of':
    'Names whom to tell about an account, by grants that the caller may not read; only to who is in charge of it, to itself and to jobs.',
  'identity.recovery_rule_now': 'Tells the rule that policies compare with; the rule is no secret.',
  'identity.devices_in_scope':
    "Finds devices by grants that the caller may not read; only within the caller's scope.",
  'identity.give_passkey_challenge':
    'Keeps a challenge before there is an actor; bound to the actor where there is one.',
  'identity.has_second_factor':
    'Answers yes or no about credentials that their owner alone reads; called by the functions below only.',
  'identity.note_proof':
    'Writes the moment of a proof, which nobody may set; only in a session of the actor.',
  'identity.second_factor_due':
    'As identity.has_second_factor, for the roles that require one; called by the functions below only.',
  'identity.end_replaced_session':
    'Ends the session of a token: whoever signs in anew holds it, and may be somebody else by then.',
  'identity.renew_session':
    'Changes the token of a session, which no policy lets anybody write; only of the actor, by the token at hand.',
  'identity.session_actor':
    'Turns a session token into its account before there is an actor; needs the token itself.',
  'identity.token_within':
    'Compares the roles of the account of a program with what the actor holds; yes or no.',
  'identity.take_service_warnings':
    'Finds tokens that end soon and keepers who left, and notes that it was told; refuses everyone but a job.',
  'identity.token_actor':
    'Turns an API token into its account before there is an actor; needs the token itself.',
  'identity.sign_in_lookup': 'Finds the credential of an address before there is an actor.',
  'identity.note_sign_in_failure': 'Counts a failed attempt before there is an actor.',
  'identity.note_passkey_use':
    'Notes counter and moment of a use before there is an actor; the counter only grows.',
  'identity.passkey_lookup':
    'Finds the public half of a passkey before there is an actor; needs what its device calls it.',
  'identity.owner_of_new_device': 'Answers from a table that nobody may read; only of the actor.',
  'identity.remember_device': 'Writes a table that nobody may read; only for the actor.',
  'identity.take_passkey_challenge': 'Uses up a challenge; only one of the actor, or of a sign-in.',
  'identity.open_session': 'Opens a session after the password was checked and before there is an actor.',
  'identity.link_target': 'Shows whom a one-time link is for; needs the token itself.',
  'identity.use_recovery_code': 'Uses up a code before there is an actor; needs the code itself.',
  'identity.use_link': 'Sets a password by a one-time link; needs the token itself and spends it.',
  'identity.set_up_needed': 'Tells whether the first administrator is still missing; nothing else.',
  'identity.set_up': 'Makes the first administrator; refuses once there is an account.',
  'identity.sign_in_facts': 'Tells an account the state of its own credential, which no policy shows.',
  'jobs.advance_run': 'Writes the record of jobs, which nobody may; refuses everyone but a job.',
  'jobs.begin_run': 'As jobs.advance_run.',
  'jobs.cancel_run':
    'Takes a job from the queue, which belongs to the job library; only one of the actor, or for who holds jobs.job.write at the top.',
  'jobs.end_run': 'As jobs.advance_run.',
  'identity.who_acts':
    'Tells whether an account may still act before it does; yes or no, about an identifier that the caller knows.',
  'jobs.enqueue':
    'The queue belongs to the job library; a job carries the account of the caller, never another.',
  'jobs.put_back_run': 'As jobs.advance_run.',
  'jobs.retry_run':
    'Reschedules a job of the library, as its own person; only for who holds jobs.job.write at the top.',
  'jobs.run_schedule':
    'Adds a job of the platform, which no person may; only for who holds jobs.job.write at the top, and a task without payload.',
  'jobs.sweep_runs': 'As jobs.advance_run; forgets what ended long ago.',
  'live.still_open':
    'Looks sessions up by the rule under which they end; identifiers alone, and refuses everyone but a job.',
  'notify.find_stop':
    'Tells the kind that the link of a mail stops to whoever holds its secret; nothing else of the person.',
  'notify.set_stop':
    'Stops mails of one kind, or takes that back, for whoever holds the secret of a link; refuses what the agency fixed.',
  'notify.add':
    'Tells people whom the caller may not see, in a table that its readers alone see; adds, and shows nothing of it.',
  'notify.has_smtp': 'Tells whoever is signed in whether mail can leave: yes or no.',
  'notify.vapid_public_key': 'Tells the public half of a key to whoever is signed in.',
  'notify.take_unplanned':
    'The sending job chooses the ways of notices whose words it must not read; refuses everyone but the server.',
  'notify.take_due':
    'The sending job reads addresses of people; kind alone of what they are told; refuses everyone but the server.',
  'notify.unread_since_digest': 'As notify.take_unplanned, in numbers by kind.',
  'notify.sweep': 'The sweeping job forgets notices that it may not read; refuses everyone but the server.',
  'notify.health':
    'Counts deliveries that nobody reads one by one; checks notify.channel.read at a top office, and shows numbers alone.',
  'notify.retry': 'As notify.health, begins again what failed; checks notify.channel.write at a top office.',
  'tasks.close_keyed':
    'Closes a task that a slice made, by its key, though the actor who settles the matter may not see it.',
  'tasks.stop_watching':
    'Takes the actor, and nobody else, off the watchers of a task that they then no longer see.',
  'tasks.end_feed': 'A trigger: ends the calendar address of an account whose state changes.',
  'tasks.end_feed_of_recovered':
    'As tasks.end_feed, of an account whose person got it back by a one-time link.',
  'tasks.feed_actor':
    'Turns the key of a calendar into its account before there is an actor; needs the key itself.',
  'offline.device_state':
    'Tells a browser whose session is over whether it may keep what it has; needs its random id and says one word.',
  'offline.forget_answers': 'The sweeping job forgets answers of every account; refuses everyone but a job.',
  'offline.note_wiped':
    'Notes the word of a browser whose session is over; only of one that was to wipe, and once.',
  'places.sites_by_point':
    'A new edition moves sites of every operation; shows points and areas only, in countries whose areas the caller may import.',
  'places.move_sites':
    'Writes the areas that follow from the points of sites; only in countries whose areas the caller may import.',
  'vault.count_sealed':
    'Counts sealed values by key, past all policies; for jobs and those who watch over keys.',
  'vault.declared': 'Names a declared column and its key; called by the functions of the vault only.',
  'vault.destroy_key':
    'Ends a key that nobody may write; checks vault.key.rotate at the top, and that the key is retired, rested and unused.',
  'vault.list_sealed':
    'The rotating job reads sealed values of every slice; declared columns only, refuses everyone but a job.',
  'vault.replace_sealed':
    'The rotating job puts a value under the active key in the place of a sealed one and can write nothing else; refuses everyone but a job.',
};
