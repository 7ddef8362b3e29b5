import type { RowContext, SurveyContext } from './context.ts';
import type { FormNode } from './node.ts';
import { checkParameters, type ParameterCheck, type Parameters } from './parameters.ts';
import { asQuestion, nodeFromRow } from './row-node.ts';

const LOCATION = ['location-priority', 'location-min-interval', 'location-max-age'];

/** Reads an audit row; it always lands in the meta block under the name `audit`. */
export function auditNode(context: SurveyContext, at: RowContext, values: Parameters): FormNode {
  const name = at.row.tree.name;
  if (name !== undefined && name !== 'audit') at.refuse('audit_name', ['name']);
  const node = nodeFromRow('question', 'audit', 'audit', at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  check.accept('identify-user', ...LOCATION, 'track-changes', 'track-changes-reasons');
  const bind: Record<string, string> = {};
  const keep = (key: string, value: string | undefined): void => {
    if (value !== undefined) bind[`odk:${key}`] = value;
  };
  keep('track-changes', check.oneOf('track-changes', 'true', 'false'));
  keep('track-changes-reasons', check.oneOf('track-changes-reasons', 'on-form-edit'));
  keep('identify-user', check.oneOf('identify-user', 'true', 'false'));
  if (LOCATION.some((key) => values[key] !== undefined)) {
    checkLocation(at, check);
    for (const key of LOCATION) keep(key, values[key]);
  }
  node.bind = { ...node.bind, ...bind };
  node.parameters = values;
  return asQuestion(node);
}

function checkLocation(at: RowContext, check: ParameterCheck): void {
  if (!LOCATION.every((key) => check.values[key] !== undefined))
    at.refuse('audit_location_incomplete', ['parameters']);
  check.oneOf('location-priority', 'no-power', 'low-power', 'balanced', 'high-accuracy');
  const interval = check.integer('location-min-interval')!;
  const age = check.integer('location-max-age')!;
  if (interval < 0) at.refuse('parameter_negative', ['parameters'], { name: 'location-min-interval' });
  if (age < 0) at.refuse('parameter_negative', ['parameters'], { name: 'location-max-age' });
  if (age < interval) at.refuse('audit_max_age', ['parameters']);
}
