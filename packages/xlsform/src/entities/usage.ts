import { suggest } from '../diagnostics/suggest.ts';
import { textAt, treeAt } from '../sheets/tree.ts';
import type { RowContext, SurveyContext } from '../survey/context.ts';
import { top } from '../survey/context.ts';
import { checkEntityName, type EntityDeclaration } from './declaration.ts';
import type { EntityUse } from './use.ts';

/** Lists by the questions that their expressions refer to. */
export function entityReferences(
  declarations: ReadonlyMap<string, EntityDeclaration>,
): Map<string, string[]> {
  const byQuestion = new Map<string, string[]>();
  for (const { list, references } of declarations.values()) {
    for (const name of references) byQuestion.set(name, [...(byQuestion.get(name) ?? []), list]);
  }
  return byQuestion;
}

/** Notes what a row saves to an entity, and that an entity's expressions refer to it. */
export function collectEntityUse(
  context: SurveyContext,
  at: RowContext,
  name: string | undefined,
  position: 'begin' | 'end' | 'question',
): void {
  const { path } = top(context);
  const bind = treeAt(at.row.tree, 'bind');
  const saveTo = textAt(bind, 'entities:saveto');
  if (bind !== undefined && saveTo !== undefined) {
    const [list, property] = target(context, at, saveTo);
    bind['entities:saveto'] = property;
    checkProperty(context, at, list, property, position);
    uses(context, list).push({ path, row: at.row.number, property });
  }
  if (name === undefined) return;
  for (const list of context.entityReferences.get(name) ?? []) {
    uses(context, list).push({ path, row: at.row.number, property: undefined });
  }
}

function uses(context: SurveyContext, list: string): EntityUse[] {
  const present = context.entityUses.get(list) ?? [];
  context.entityUses.set(list, present);
  return present;
}

function target(context: SurveyContext, at: RowContext, saveTo: string): [string, string] {
  const column = ['bind', 'entities:saveto'];
  if (context.entities.size === 0) at.refuse('entity_no_sheet', column);
  const parts = saveTo.split('#');
  if (parts.length > 2) at.refuse('entity_delimiters', column);
  if (parts.length === 1) {
    if (context.entities.size > 1) at.refuse('entity_prefix_missing', column);
    return [[...context.entities.keys()][0]!, saveTo];
  }
  const list = parts[0]!;
  if (!context.entities.has(list)) {
    at.refuse('entity_unknown_list', column, { list }, () => suggest(list, context.entities.keys()));
  }
  return [list, parts[1]!];
}

function checkProperty(
  context: SurveyContext,
  at: RowContext,
  list: string,
  property: string,
  position: 'begin' | 'end' | 'question',
): void {
  const column = ['bind', 'entities:saveto'];
  if (property === '') at.refuse('invalid_name', column, { name: property });
  if (position !== 'question') at.refuse('entity_container', column);
  if (['name', 'label'].includes(property.toLowerCase()))
    at.refuse('entity_name_reserved', column, { name: property });
  checkEntityName(property, at.place(...column), context.report);
  const other = context.entityUses.get(list)?.find((use) => use.property === property);
  if (other !== undefined)
    at.refuse('entity_duplicate_property', column, { name: property, other: other.row });
}
