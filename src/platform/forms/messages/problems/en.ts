/** Sentences of the problems that forms and records answer with. */
export const problems = {
  'problem.forms.version_exists':
    'Version “{version}” of this form exists already with other content. Write another version in the settings sheet and try again.',
  'problem.forms.files_missing': 'Upload the files of the form first: {files}.',
  'problem.forms.form_exists': 'This operation has a form with this identifier already.',
  'problem.forms.version_too_long':
    'A version name may have 250 characters at most. Shorten it in the settings sheet.',
  'problem.forms.form_id_too_long':
    'A form identifier may have 250 characters at most. Shorten form_id in the settings sheet.',
  'problem.forms.version_has_records': 'Records of this version exist: retire it instead of deleting it.',
  'problem.forms.version_was_published': 'A version that was published is retired, not deleted.',
  'problem.forms.workbook_errors':
    '{count, plural, one {The workbook has # error; nothing was stored.} other {The workbook has # errors; nothing was stored.}}',
  'problem.forms.file_too_large': 'The file is larger than {limit} MB. Make it smaller and try again.',
  'problem.forms.file_lies': 'The file “{name}” is not what its name says: its content is {found}.',
  'problem.forms.file_name': 'A file has a name that cannot be used. Rename it.',
  'problem.forms.file_conflict': 'Another file named “{name}” belongs to this record already.',
  'problem.forms.device_name': 'Write a name of 1 to 100 characters.',
  'problem.forms.device_revoked': 'This device was withdrawn already.',
  'problem.forms.filter_unreadable':
    'The filter in the address cannot be read. Take it off and choose it again.',
  'problem.forms.filter_unusable':
    'This question cannot be filtered in this way: {path}. Take the filter off or choose another condition.',
  'problem.forms.box_unusable':
    'The area in the address is not one on the map. Take it off and choose it again.',
  'problem.forms.cursor': 'This page of the list no longer exists. Load the list again.',
  'problem.forms.sort_unknown': 'Records cannot be sorted by this column. Choose another.',
  'problem.forms.export_not_done': 'This export has no file yet.',
  'problem.forms.no_openrosa_version': 'The program does not speak OpenRosa 1.0. Update ODK Collect.',
  'problem.forms.instance_id_too_long': 'The identifier of the record is too long.',
  'problem.forms.xml_malformed':
    'The record could not be read; it was not stored. Keep it and tell the office that sent you the form.',
  'problem.forms.version_unknown':
    'There is no form “{form}” in version “{version}” for you here. Get the form again.',
  'problem.forms.version_retired':
    'Version “{version}” of the form “{form}” is retired and takes no more records. Keep yours and ask the office that sent you the form.',
  'problem.forms.version_not_published':
    'Version “{version}” of the form “{form}” is not published yet and takes no records.',
  'problem.forms.instance_conflict':
    'Another record with the same identifier but other answers is here already. This one was not stored.',
  'problem.forms.edited_unknown': 'The record that this one corrects is not here.',
  'problem.forms.edit_forbidden': 'You may not change this record.',
  'problem.forms.edit_stale':
    'Somebody changed this record after you opened it. Yours was not stored: open the record again and repeat your change.',
  'problem.forms.edit_approved': 'This record is approved; only the office can change it now.',
  'problem.forms.post_incomplete': 'The record did not arrive whole and was not stored. Send it again.',
  'problem.forms.post_too_large':
    'The record with its files is larger than the server accepts. Send fewer or smaller files.',
  'problem.forms.no_form_id': 'The submission does not say which form it belongs to.',
  'problem.forms.no_submission_part': 'The request has no part named xml_submission_file.',
  'problem.forms.not_multipart':
    'A submission is sent as multipart/form-data with a part xml_submission_file.',
  'problem.forms.xml_doctype': 'A submission may not carry a DOCTYPE or entities of its own.',
  'problem.forms.xml_too_deep': 'The submission is nested more deeply than any form.',
  'problem.forms.xml_too_large': 'The submission is larger than this server accepts.',
  'problem.forms.xml_too_many_nodes': 'The submission has more answers than this server accepts.',
} as const satisfies Record<string, string>;
