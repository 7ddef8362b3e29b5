import { yesNo } from '../dialect/columns.ts';
import { readReferences } from '../expressions/references.ts';
import type { RowContext, SurveyContext } from './context.ts';
import type { FormNode } from './node.ts';
import { checkParameters, type Parameters } from './parameters.ts';
import { asQuestion, nodeFromRow } from './row-node.ts';

/** Reads a geopoint, geotrace or geoshape row. */
export function geoNode(context: SurveyContext, at: RowContext, name: string, values: Parameters): FormNode {
  const node = nodeFromRow('question', at.type, name, at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  if (at.type === 'geopoint') {
    check.accept('allow-mock-accuracy', 'capture-accuracy', 'reference-geometry', 'warning-accuracy');
    if (check.number('capture-accuracy') !== undefined)
      node.control.accuracyThreshold = values['capture-accuracy']!;
    if (check.number('warning-accuracy') !== undefined) {
      node.control.unacceptableAccuracyThreshold = values['warning-accuracy']!;
    }
  } else {
    check.accept('allow-mock-accuracy', 'incremental', 'reference-geometry');
    const incremental = values.incremental;
    if (incremental !== undefined) {
      if (yesNo(incremental) !== true) {
        at.refuse('parameter_invalid', ['parameters'], {
          name: 'incremental',
          value: incremental,
          accepted: 'true',
        });
      }
      node.control.incremental = 'true';
    }
  }
  const mock = check.oneOf('allow-mock-accuracy', 'true', 'false');
  if (mock !== undefined) node.bind = { ...node.bind, 'odk:allow-mock-accuracy': mock };
  const reference = values['reference-geometry'];
  if (reference !== undefined) {
    context.geometryReferences.push({ target: reference, row: at.row.number });
    node.itemset = reference;
  }
  node.parameters = values;
  return asQuestion(node);
}

/** Once all rows are read: every reference geometry must be a list, a file, an entity list or a repeat. */
export function checkGeometryReferences(context: SurveyContext): void {
  for (const { target, row } of context.geometryReferences) {
    if (context.secondaryInstances.has(target) || context.choices.has(target) || context.entities.has(target))
      continue;
    const { references, malformed } = readReferences(target);
    const whole =
      malformed === undefined &&
      references.length === 1 &&
      references[0]!.end - references[0]!.start === target.length;
    if (whole && context.repeatNames.has(references[0]!.name)) continue;
    context.report.error('geo_reference_unknown', context.table.place(row, 'parameters'));
  }
}
