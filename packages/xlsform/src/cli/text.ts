import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { describePlace, diagnosticMessage, type MessageLanguage } from '../diagnostics/message.ts';
import type { FormDiff } from '../diff/types.ts';

/** One finding as a line: severity, place, text. */
export function findingLine(diagnostic: Diagnostic, language: MessageLanguage): string {
  const place = describePlace(diagnostic, language);
  return `${diagnostic.severity}: ${place === '' ? '' : `${place}: `}${diagnosticMessage(diagnostic, language)}`;
}

/** A comparison as lines, what endangers data first. */
export function diffLines(diff: FormDiff): string[] {
  const lines: string[] = [];
  if (diff.otherForm) lines.push('other form: the form ids differ');
  for (const { path, type } of diff.removed) lines.push(`removed: ${path} (${type})`);
  for (const { from, to, likeness } of diff.renamed) {
    lines.push(`renamed (likeness ${likeness}): ${from.path} -> ${to.path}`);
  }
  for (const { from, to } of diff.moved) lines.push(`moved: ${from.path} -> ${to.path}`);
  for (const { question, from, to, compatible } of diff.retyped) {
    lines.push(`retyped: ${question.path} ${from} -> ${to}${compatible ? '' : ' (old answers may not fit)'}`);
  }
  for (const { question, list, values } of diff.choicesDropped) {
    lines.push(`choices dropped: ${question.path} (${list}): ${values.join(', ')}`);
  }
  for (const { question, list, values } of diff.choicesAdded) {
    lines.push(`choices added: ${question.path} (${list}): ${values.join(', ')}`);
  }
  for (const { path, type } of diff.added) lines.push(`added: ${path} (${type})`);
  for (const { path, property, from, to } of diff.logicChanged) {
    lines.push(`logic changed: ${path} ${property}: ${from ?? '(none)'} -> ${to ?? '(none)'}`);
  }
  for (const path of diff.textChanged) lines.push(`text changed: ${path}`);
  lines.push(
    diff.keepsData ? 'Data already collected is kept as it is.' : 'Data already collected is affected.',
  );
  return lines;
}
