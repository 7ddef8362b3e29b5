import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  form__id_unique: {
    code: 'forms.form_exists',
    detail: 'This operation has a form with this identifier already.',
  },
  form_version__version_unique: {
    code: 'forms.version_exists',
    detail: 'The form has a version with this name already: change "version" in the settings sheet.',
  },
  form_version__version_length: {
    code: 'forms.version_too_long',
    detail: 'A version name may have 250 characters at most.',
  },
  form__xml_form_id_given: {
    code: 'forms.form_id_too_long',
    detail: 'A form identifier may have 250 characters at most.',
  },
  record_version_id_fkey: {
    code: 'forms.version_has_records',
    detail: 'Records of this version exist: retire it instead.',
  },
  device__name_given: {
    code: 'forms.device_name',
    detail: 'Write a name of 1 to 100 characters.',
    path: 'body.name',
  },
};
