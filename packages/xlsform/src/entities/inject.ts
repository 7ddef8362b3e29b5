import type { Report } from '../diagnostics/report.ts';
import type { SurveyContext } from '../survey/context.ts';
import { type FormNode, newNode } from '../survey/node.ts';
import { entityNode } from './declaration.ts';
import { pathKey, placeEntities } from './placement.ts';

/** A `meta` block: in the data, not in the body. */
export const metaNode = (children: FormNode[]): FormNode =>
  newNode('group', 'group', 'meta', { bodyless: true, children });

/**
 * Puts each entity into the meta block of its container. Returns the version of the entities specification
 * that the form needs: several entities, or entities of repeats, need 2025.1.
 */
export function injectEntities(
  context: SurveyContext,
  root: FormNode,
  entitiesSheet: string,
  report: Report,
): string {
  const survey = context.stack[0]!.path;
  const sheets = { entities: entitiesSheet, survey: context.table.name };
  const placed = placeEntities(context.entities, context.entityUses, survey, sheets, report);
  const done = new Set<string>();
  const visit = (node: FormNode, path: typeof survey, inRepeat: boolean): void => {
    const list = placed.get(pathKey(path));
    if (list !== undefined && !done.has(list)) {
      done.add(list);
      node.children.push(metaNode([entityNode(context.entities.get(list)!, inRepeat)]));
    }
    for (const child of node.children) {
      if (child.kind !== 'group' && child.kind !== 'repeat') continue;
      const type = child.kind;
      visit(child, [...path, { name: child.name, type }], inRepeat || type === 'repeat');
    }
  };
  visit(root, survey, false);
  const nested = [...placed.keys()].some((key) => key.includes('/repeat:'));
  return context.entities.size > 1 || nested ? '2025.1.0' : '2024.1.0';
}
