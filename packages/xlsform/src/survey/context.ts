import type { DiagnosticCode, Place } from '../diagnostics/diagnostic.ts';
import type { Report, Suggestion } from '../diagnostics/report.ts';
import type { EntityDeclaration } from '../entities/declaration.ts';
import type { EntityUse } from '../entities/use.ts';
import type { Table, TableRow } from '../sheets/table.ts';
import type { ChoiceLists } from './choices.ts';
import type { FormNode, OsmTag } from './node.ts';
import type { Settings } from './settings.ts';
import type { ContainerStep } from './step.ts';

/** A container that is open while the rows are read. */
interface Frame {
  readonly type: ContainerStep['type'];
  readonly name: string;
  readonly row: number | undefined;
  readonly children: FormNode[];
  readonly names: Set<string>;
  readonly lowerNames: Set<string>;
  readonly path: readonly ContainerStep[];
  /** The container's node, for what can be done only when it is closed. */
  node: FormNode | undefined;
}

/** Everything that reading the survey sheet needs and gathers. */
export interface SurveyContext {
  readonly report: Report;
  readonly table: Table;
  readonly rootName: string;
  readonly settings: Settings;
  readonly choices: ChoiceLists;
  readonly hasChoicesSheet: boolean;
  readonly externalLists: ReadonlySet<string> | undefined;
  readonly osmTags: ReadonlyMap<string, readonly OsmTag[]>;
  readonly entities: ReadonlyMap<string, EntityDeclaration>;
  readonly entityUses: Map<string, EntityUse[]>;
  /** Lists that the entities sheet's expressions tie to a question, by question name. */
  readonly entityReferences: ReadonlyMap<string, readonly string[]>;
  readonly stack: Frame[];
  readonly metaNodes: FormNode[];
  readonly questionNames: Set<string>;
  readonly elementNames: Map<string, number>;
  readonly triggerReferences: { name: string; row: number }[];
  readonly geometryReferences: { target: string; row: number }[];
  readonly secondaryInstances: Set<string>;
  readonly repeatNames: Set<string>;
  /** Inside a table-list group: true until its first select, then that select's list. */
  tableList: true | string | undefined;
  usesOrOther: boolean;
}

/** The row at hand with what every reader of it needs. */
export interface RowContext {
  readonly row: TableRow;
  readonly type: string;
  readonly place: (...path: string[]) => Place;
  readonly refuse: (
    code: DiagnosticCode,
    path: readonly string[],
    params?: Readonly<Record<string, string | number>>,
    suggestion?: Suggestion,
  ) => never;
}

export const top = (context: SurveyContext): Frame => context.stack[context.stack.length - 1]!;

export function newFrame(type: Frame['type'], name: string, row: number | undefined, parent?: Frame): Frame {
  return {
    type,
    name,
    row,
    children: [],
    names: new Set(['meta']),
    lowerNames: new Set(),
    path: [...(parent?.path ?? []), { name, type }],
    node: undefined,
  };
}

export function rowContext(context: SurveyContext, row: TableRow, type: string): RowContext {
  const place = (...path: string[]): Place => context.table.place(row.number, ...path);
  return {
    row,
    type,
    place,
    refuse: (code, path, params, suggestion) =>
      context.report.refuse(code, place(...path), params, suggestion),
  };
}
