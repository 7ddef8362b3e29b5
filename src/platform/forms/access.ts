import type { SliceAccess } from '#platform/http/module.ts';

const officer = 'displacement-officer';
const assistant = 'displacement-assistant';
const director = 'director';
const enumerator = 'enumerator';
const administrator = 'administrator';

const formReaders = [officer, assistant, director, enumerator, administrator];
const recordReaders = [officer, assistant, director];
const submitters = [officer, assistant, enumerator];
const exporters = [officer, director];
const deviceKeepers = [officer, administrator];

export const access: SliceAccess = {
  permissions: [
    'forms.form.read',
    'forms.form.write',
    'forms.record.read',
    'forms.record.submit',
    'forms.record.review',
    'forms.record.edit',
    'forms.record.export',
    'forms.device.write',
  ],
  roleDefaults: {
    [officer]: [
      'forms.form.read',
      'forms.form.write',
      'forms.record.read',
      'forms.record.submit',
      'forms.record.review',
      'forms.record.edit',
      'forms.record.export',
      'forms.device.write',
    ],
    [assistant]: ['forms.form.read', 'forms.record.read', 'forms.record.submit', 'forms.record.review'],
    [director]: ['forms.form.read', 'forms.record.read', 'forms.record.export'],
    [enumerator]: ['forms.form.read', 'forms.record.submit'],
    [administrator]: ['forms.form.read', 'forms.device.write'],
  },
  matrix: {
    'forms.listForms': formReaders,
    'forms.getForm': formReaders,
    'forms.compileWorkbook': formReaders,
    'forms.importWorkbook': [officer],
    'forms.getVersion': formReaders,
    'forms.getDefinition': submitters,
    'forms.changeVersionState': [officer],
    'forms.deleteDraft': [officer],
    'forms.diffVersions': formReaders,
    'forms.downloadWorkbook': formReaders,
    'forms.downloadXForm': formReaders,
    'forms.uploadFile': [officer],
    'forms.downloadFile': submitters,
    'forms.listColumns': recordReaders,
    'forms.listRecords': recordReaders,
    'forms.countRecords': recordReaders,
    'forms.listPoints': recordReaders,
    'forms.getRecord': recordReaders,
    'forms.getSubmissionXml': recordReaders,
    'forms.downloadAttachment': recordReaders,
    'forms.reviewRecord': [officer, assistant],
    'forms.commentRecord': [officer, assistant],
    'forms.submitRecord': submitters,
    'forms.exportRecords': exporters,
    'forms.startExport': exporters,
    'forms.listExports': exporters,
    'forms.getExport': exporters,
    'forms.downloadExport': exporters,
    'forms.listDevices': deviceKeepers,
    'forms.createDevice': deviceKeepers,
    'forms.revokeDevice': deviceKeepers,
    // A device is an account with the role of an enumerator; a session or a token opens none of these.
    'openRosa.base': [enumerator],
    'openRosa.formList': [enumerator],
    'openRosa.formXml': [enumerator],
    'openRosa.manifest': [enumerator],
    'openRosa.media': [enumerator],
    'openRosa.submissionHead': [enumerator],
    'openRosa.submission': [enumerator],
  },
};
