import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/report.ts';
import { Refused } from '../diagnostics/report.ts';
import { isXmlName } from '../expressions/names.ts';
import { readReferences } from '../expressions/references.ts';
import type { Table, TableRow } from '../sheets/table.ts';
import { textAt } from '../sheets/tree.ts';
import { type FormAction, type FormNode, newNode } from '../survey/node.ts';

/** A row of the entities sheet. Source: ODK XForms Entities specification. */
export interface EntityDeclaration {
  readonly list: string;
  readonly row: number;
  readonly entityId: string | undefined;
  readonly createIf: string | undefined;
  readonly updateIf: string | undefined;
  readonly label: string | undefined;
  /** Questions that its expressions refer to. */
  readonly references: ReadonlySet<string>;
}

const COLUMNS = new Set(['dataset', 'entity_id', 'create_if', 'update_if', 'repeat', 'label']);

/** Reads the entities sheet; a row that is refused is left out. */
export function readEntities(table: Table, report: Report): Map<string, EntityDeclaration> {
  const declarations = new Map<string, EntityDeclaration>();
  const unknown = table.columns.filter(({ tokens }) => !COLUMNS.has(tokens[0]!));
  if (unknown.length > 0 && table.rows.length > 0) {
    const used = unknown.filter(({ index }) => table.rows.some((row) => row.cells[index] !== undefined));
    const columns = used.map(({ header }) => header).join(', ');
    if (used.length > 0) {
      report.error(
        'entity_column_unknown',
        { sheet: table.name, row: 1, column: used[0]!.column },
        { columns },
      );
    }
  }
  for (const row of table.rows) {
    try {
      const declaration = readDeclaration(table, row, report);
      const { list } = declaration;
      if (declarations.has(list))
        report.error('entity_name_duplicate', table.place(row.number, 'dataset'), { name: list });
      else declarations.set(list, declaration);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return declarations;
}

function readDeclaration(table: Table, row: TableRow, report: Report): EntityDeclaration {
  const at = (column: string): Place => table.place(row.number, column);
  const list = textAt(row.tree, 'dataset');
  if (list === undefined) return report.refuse('entity_name_missing', at('dataset'));
  checkEntityName(list, at('dataset'), report);
  if (list.includes('.')) report.refuse('entity_name_period', at('dataset'), { name: list });
  const [entityId, createIf, updateIf, label] = ['entity_id', 'create_if', 'update_if', 'label'].map((key) =>
    textAt(row.tree, key),
  );
  if (entityId === undefined && updateIf !== undefined)
    report.refuse('entity_id_missing', at('entity_id'), { list });
  if (entityId !== undefined && createIf !== undefined && updateIf === undefined) {
    report.refuse('entity_update_missing', at('update_if'), { list });
  }
  if (entityId === undefined && label === undefined)
    report.refuse('entity_label_missing', at('label'), { list });
  const references = new Set(
    [entityId, createIf, updateIf, label].flatMap((text) =>
      readReferences(text ?? '').references.map((r) => r.name),
    ),
  );
  return { list, row: row.number, entityId, createIf, updateIf, label, references };
}

/** Rules that hold for names of lists and of properties alike. */
export function checkEntityName(name: string, place: Place, report: Report): void {
  if (name.startsWith('__')) report.refuse('entity_name_prefix', place, { name });
  if (!isXmlName(name)) report.refuse('invalid_name', place, { name });
}

const computed = (expression: string): Record<string, string> => ({
  calculate: expression,
  readonly: 'true()',
  type: 'string',
});

/** The `entity` element of a declaration: what to create or update, its id, versions and label. */
export function entityNode(declaration: EntityDeclaration, inRepeat: boolean): FormNode {
  const { list, entityId, createIf, updateIf, label } = declaration;
  const children: FormNode[] = [attribute('dataset', list)];
  const actions: FormAction[] = [];
  if (entityId === undefined || createIf !== undefined) {
    children.push(attribute('create', '1', createIf === undefined ? undefined : computed(createIf)));
    if (entityId === undefined) {
      actions.push({ element: 'setvalue', event: 'odk-instance-first-load', value: 'uuid()' });
      if (inRepeat) actions.push({ element: 'setvalue', event: 'odk-new-repeat', value: 'uuid()' });
    }
  }
  if (entityId !== undefined) {
    children.push(attribute('update', '1', updateIf === undefined ? undefined : computed(updateIf)));
    const item = `instance('${list}')/root/item[name=${entityId}]`;
    for (const [name, column] of [
      ['baseVersion', '__version'],
      ['trunkVersion', '__trunkVersion'],
      ['branchId', '__branchId'],
    ]) {
      children.push(attribute(name!, '', computed(`${item}/${column}`)));
    }
  }
  const id = attribute('id', '', {
    ...(entityId === undefined ? {} : { calculate: entityId }),
    readonly: 'true()',
    type: 'string',
  });
  id.actions = actions;
  children.push(id);
  if (label !== undefined) children.push(newNode('entityLabel', 'label', 'label', { bind: computed(label) }));
  return newNode('entity', 'entity', 'entity', { row: declaration.row, children });
}

function attribute(name: string, value: string, bind?: Record<string, string>): FormNode {
  return newNode('attribute', 'attribute', name, { value, bind });
}
