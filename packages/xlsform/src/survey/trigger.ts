import { suggest } from '../diagnostics/suggest.ts';
import { mayRefer, readReferences } from '../expressions/references.ts';
import { textAt } from '../sheets/tree.ts';
import type { RowContext, SurveyContext } from './context.ts';

/** Reads the trigger column: one reference, or several parted by commas. */
export function readTrigger(context: SurveyContext, at: RowContext): readonly string[] {
  const text = textAt(at.row.tree, 'trigger');
  if (text === undefined) return [];
  if (!mayRefer(text)) at.refuse('reference_malformed', ['trigger'], { text });
  const names: string[] = [];
  for (const part of text.split(',')) {
    const { references, malformed } = readReferences(part);
    if (malformed !== undefined) at.refuse('reference_malformed', ['trigger'], { text: malformed });
    if (references.length > 1) at.refuse('reference_list', ['trigger']);
    if (references[0] !== undefined) names.push(references[0].name);
  }
  for (const name of names) context.triggerReferences.push({ name, row: at.row.number });
  return names;
}

/** Once all rows are read: every trigger must be a question. */
export function checkTriggers(context: SurveyContext): void {
  for (const { name, row } of context.triggerReferences) {
    if (context.questionNames.has(name)) continue;
    const place = context.table.place(row, 'trigger');
    context.report.error('reference_unknown', place, { name }, () => suggest(name, context.questionNames));
  }
}
