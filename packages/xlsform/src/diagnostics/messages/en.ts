/**
 * One sentence of what is wrong and one of how to mend it. `{word}` is replaced by the diagnostic's parameter
 * of that name; place (sheet, row, column) is told apart, see `describePlace`.
 */
export const en = {
  not_a_workbook: 'This file is not a workbook that can be read. Save the form as .xlsx and try again.',
  unsupported_format: 'Files of the kind {format} cannot be read. Save the form as .xlsx and try again.',
  encrypted_workbook: 'The workbook is protected by a password. Remove the password and save it again.',
  file_too_large:
    'The file has {size} MB; at most {limit} MB are accepted. Remove pictures and unused sheets.',
  zip_bomb: 'The workbook would unpack to more than {limit} MB. Remove pictures and unused sheets.',
  truncated_file: 'The file is damaged or was not transferred completely. Open it, save it again and retry.',
  too_many_cells: 'The workbook has more than {limit} cells. Remove what does not belong to the form.',
  more_findings: '{count} more findings of the kind {code} are not listed.',
  cell_too_long: 'The cell has more than {limit} characters. Shorten it.',
  too_many_rows: 'The sheet has more than {limit} rows. Split the form.',
  macro_workbook: 'The workbook contains macros. They are ignored; only the cells are read.',
  formula_without_value:
    'The formula in this cell has no stored result. Open the workbook, recalculate and save it.',
  cell_error: 'The cell shows the error {value}. Mend its formula or type the value.',
  missing_survey_sheet: 'The workbook has no sheet named "survey". Sheets found: {sheets}.',
  sheet_misspelled:
    'There is no sheet named "{expected}". Rename the sheet "{found}", or put an underscore before its name to ignore it.',
  empty_survey: 'The survey sheet has no questions. Add at least one row below the headers.',
  headers_elsewhere:
    'The column headers seem to be in row {found}. Remove the rows above them: headers must be in row 1.',
  missing_header: 'The column "{header}" is missing. Add it to the first row of the sheet.',
  duplicate_header: 'The column header "{header}" appears twice. Rename or remove one of the two columns.',
  duplicate_column: 'The headers "{header}" and "{other}" name the same column. Keep only one of them.',
  blank_header: 'There are values below a blank header. Give the column a header or clear its cells.',
  unknown_column: 'The column "{header}" is not known and is ignored. Check the spelling of its header.',
  choice_header_invalid:
    'The column "{header}" is left out. Headers of the choices sheet must be names without spaces.',
  choice_without_name: 'The choice has no name. Fill in its "name" cell.',
  choice_without_label: 'The choice has no label. Fill in its "label" cell.',
  choice_duplicate:
    'The choice "{name}" is already in the list "{list}". Rename it, or set allow_choice_duplicates to yes in the settings.',
  choice_name_with_space:
    'The choice name "{name}" of the list "{list}" has a space, which select_multiple cannot store. Use an underscore.',
  missing_type: 'The row has no type. Fill in its "type" cell.',
  row_skipped: 'The row has no type, name or label and is skipped.',
  disabled_column: 'The column "disabled" is not part of the standard. Use "relevant" instead.',
  missing_name: 'The row has no name. Fill in its "name" cell.',
  invalid_name:
    'The name "{name}" is not valid. Begin with a letter or underscore, then use letters, digits, underscores, hyphens or periods.',
  duplicate_name: 'The name "{name}" is already used in the same group. Choose another name.',
  similar_name:
    'The name "{name}" differs only by capital letters from another one, which some programs cannot tell apart.',
  reserved_name: 'The name "{name}" is reserved. Choose another name.',
  repeat_name_is_root: 'A repeat may not be named "{name}" like the form itself. Choose another name.',
  repeat_name_duplicate:
    'Another repeat is already named "{name}". Names of repeats must be unique in the whole form.',
  unmatched_end: 'This "end {type}" has no matching "begin {type}". Remove the row or add the beginning.',
  unmatched_begin: 'The {type} "{name}" is never closed. Add an "end {type}" row.',
  too_deep: 'Groups and repeats are nested more than {limit} deep. Use fewer levels.',
  unknown_type: 'The question type "{type}" is not known. Check its spelling.',
  missing_calculation: 'The calculate row has no calculation. Fill in its "calculation" cell.',
  deprecated_metadata:
    'Current phones no longer give out "{type}". Only old versions of Collect on Android 10 or older support it.',
  repeat_without_label: 'The repeat "{name}" has no label. Fill in its "label" cell.',
  loop_without_list: 'The loop names no choice list. Write "begin loop over list_name".',
  unknown_list: 'The choice list "{list}" is not in the choices sheet. Check its spelling or add it.',
  choices_sheet_missing:
    'The question needs the choice list "{list}", but there is no choices sheet. Add one with the columns list_name, name and label.',
  external_choices_missing:
    'The question needs a sheet named external_choices with the columns list_name and name.',
  unknown_external_list:
    'The list "{list}" is not in the external_choices sheet. Check its spelling or add it.',
  external_without_filter:
    'select_one_external is meant for filtered choices. Add a choice_filter or use select_one.',
  file_extension: 'The file "{file}" must end in .csv, .xml or .geojson.',
  other_with_filter: 'or_other cannot be combined with a choice_filter. Remove one of the two.',
  other_without_choices: 'or_other needs a choice list in the choices sheet.',
  or_other_translated:
    'or_other adds texts in English only. In a translated form write the "other" choice and its question yourself.',
  table_list_filter: 'table-list cannot be combined with a choice_filter. Remove one of the two.',
  table_list_mismatch:
    'All questions of a table-list must use the same choice list: "{expected}" and "{found}" differ.',
  parameters_malformed: 'The parameters cannot be read. Write them as key=value pairs separated by spaces.',
  parameter_unknown: 'The parameter "{name}" is not known here. Accepted: {accepted}.',
  parameter_invalid: 'The parameter "{name}" may not be "{value}". Accepted: {accepted}.',
  parameter_not_integer: 'The parameter "{name}" must be a whole number.',
  parameter_not_number: 'The parameter "{name}" must be a number.',
  parameter_negative: 'The parameter "{name}" must be zero or more.',
  seed_without_randomize: 'A seed needs randomize=true. Add it or remove the seed.',
  seed_invalid: 'The seed must be a number or a reference such as ${name}.',
  audit_name: 'The audit row must be named "audit". Leave its "name" cell blank.',
  audit_location_incomplete:
    'Location auditing needs all of location-priority, location-min-interval and location-max-age.',
  audit_max_age: 'location-max-age must not be smaller than location-min-interval.',
  range_zero: 'The parameter "{name}" must not be 0.',
  range_too_large: 'The parameter "{name}" must not be larger than the distance from start to end.',
  range_not_multiple: 'The parameter "{name}" must be a multiple of step.',
  range_outside: 'The parameter "{name}" must lie between start and end.',
  range_appearance:
    'tick_interval, placeholder and tick_labelset work only with no appearance, vertical or no-ticks.',
  range_labels_unknown: 'tick_labelset must name a list of the choices sheet; "{list}" is not there.',
  range_label_not_number: 'Every choice name of the list "{list}" must be a number.',
  range_label_outside: 'Every choice name of the list "{list}" must lie between start and end.',
  range_label_multiple: 'Every choice name of the list "{list}" must be start plus a multiple of {name}.',
  range_labels_ends: 'With no-ticks the list "{list}" must have exactly two choices: start and end.',
  geo_reference_unknown:
    'reference-geometry must name a choice list, an attached file, an entity list or a repeat.',
  app_invalid: 'The parameter "app" must be an Android package name such as org.example.app.',
  image_max_pixels: 'Set the parameter max-pixels to send pictures faster and save space.',
  background_trigger_missing: 'A background-geopoint needs a trigger. Fill in its "trigger" cell.',
  background_calculation: 'A background-geopoint may not have a calculation. Clear its "calculation" cell.',
  label_missing: 'The question "{name}" has no label or hint. Fill in its "label" cell.',
  big_image_alone: 'The question "{name}" has a big-image but no image. Add an image.',
  media_unknown: 'The kind of media "{media}" is not known. Use image, big-image, audio or video.',
  trigger_hidden: '"{trigger}" is never shown, so it cannot trigger the question "{name}".',
  reference_malformed:
    'A reference is not well formed: {text}. Write it as ${name} with a question name and nothing else.',
  reference_list: 'Separate several references by commas.',
  reference_unknown: 'There is no question named "{name}". Check its spelling.',
  reference_ambiguous:
    'Several questions are named "{name}", so the reference is not clear. Rename all but one.',
  circular_reference: 'The logic runs in a circle: {path}. Remove one of these references.',
  expression_malformed: 'The expression is not well formed at "{near}". Check its brackets and quotes.',
  unknown_function: 'The function "{name}" is not known. Check its spelling.',
  instance_conflict:
    'The name "{name}" stands for different lists or files: {first} and {second}. Rename one of them.',
  external_instance_duplicate: 'The external file "{name}" is declared {count} times. Declare it once.',
  search_from_file: 'The question "{name}" takes its choices from a file and cannot use search().',
  search_shared_list:
    'The question "{name}" uses search(), but its list "{list}" is also used without it by {others}. Use another list.',
  omit_instance_id_encrypted: 'An encrypted form needs its instanceID. Remove omit_instanceID or public_key.',
  settings_both_ids: 'The settings have both form_id and id_string. Keep only form_id.',
  missing_translation: 'The language "{language}" lacks the columns {columns}.',
  language_code: 'The language "{language}" has no valid language code. Write it like "English (en)".',
  empty_group: 'The group "{name}" contains nothing. Add questions or remove it.',
  entity_no_sheet: 'save_to needs an entities sheet that declares an entity list.',
  entity_duplicate_property: 'The property "{name}" is already saved by row {other}. Use another property.',
  entity_container: 'A group or repeat cannot be saved to an entity. Clear its "save_to" cell.',
  entity_unknown_list: 'The entity list "{list}" is not in the entities sheet. Check its spelling.',
  entity_label_missing:
    'The entity list "{list}" needs a label when entities are created. Fill in its "label" cell.',
  entity_update_missing: 'The entity list "{list}" has entity_id and create_if, so it also needs update_if.',
  entity_id_missing: 'The entity list "{list}" has update_if, so it also needs entity_id.',
  entity_prefix_missing: 'With several entity lists, write save_to as list_name#property.',
  entity_delimiters: 'A save_to value may have one "#" at most.',
  entity_place_taken:
    'There is no free group or repeat for the entity list "{list}": each may hold one entity only (see row {other}).',
  entity_scope:
    'The entity list "{list}" is used in different repeats: {scope} and {other}. Copy the value with a calculate.',
  entity_name_missing: 'The entity list has no name. Fill in its "list_name" cell.',
  entity_name_duplicate: 'The entity list "{name}" is declared twice. Remove one of the rows.',
  entity_name_prefix: 'The name "{name}" may not begin with two underscores.',
  entity_name_period: 'The name "{name}" may not contain a period.',
  entity_name_reserved: 'An entity property may not be named "{name}".',
  entity_column_unknown: 'The entities sheet has columns that are not known: {columns}.',
} as const;
