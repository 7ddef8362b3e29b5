/** Data sets and their columns in words; reports and feeds ask for them by name. */
export const dataTexts = {
  'data.records': 'Records: {form}',
  'column.id': 'Record',
  'column.instance_id': 'Identifier of the submission',
  'column.instance_name': 'Name of the record',
  'column.version': 'Version of the form',
  'column.review_state': 'Review',
  'column.received_at': 'Received',
  'column.updated_at': 'Changed',
  'column.submitted_by': 'Sent by',
  'column.position': 'Position',
  'column.latitude': 'Latitude',
  'column.longitude': 'Longitude',
} as const satisfies Record<string, string>;
