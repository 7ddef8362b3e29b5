import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/report.ts';
import type { Resolver } from '../expressions/resolve.ts';
import type { Table } from '../sheets/table.ts';
import type { ChoiceLists } from './choices.ts';
import type { FormNode } from './node.ts';
import type { Settings } from './settings.ts';

/** A form understood: what the XForm and the form model are written from. */
export interface CompiledForm {
  readonly root: FormNode;
  readonly settings: Settings;
  readonly choices: ChoiceLists;
  readonly entitiesVersion: string | undefined;
  readonly resolver: Resolver;
  /** Questions set when another changes, by the name of that other. */
  readonly setBy: ReadonlyMap<string, readonly FormNode[]>;
  readonly survey: Table;
  /** Path of the question saved to each property, by entity list. */
  readonly entityProperties: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Content of `itemsets.csv`, when external choices are used. */
  readonly itemsets: string | undefined;
  /** Malformed expressions refuse the form. */
  readonly strict: boolean;
  readonly report: Report;
}

/** Place of a node's row in the survey sheet. */
export function placeOf(form: CompiledForm, node: FormNode, ...path: string[]): Place {
  return form.survey.place(node.row, ...path);
}
