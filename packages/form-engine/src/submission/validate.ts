import type { FormDefinition, ModelNode } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { openRuntime } from '../session/open.ts';
import { validateRuntime } from '../session/session.ts';
import { type NodeState, type Runtime, stateOf } from '../session/state.ts';
import type { OpenFormOptions, ValidationError } from '../session/types.ts';
import { isRelevant } from '../session/values.ts';
import { parseXml } from '../xml/parse.ts';
import type { XNode } from '../xml/tree.ts';

export interface SubmissionFault {
  /** An error kind of a question, or the code of the error that kept the submission from being read. */
  readonly kind: ValidationError['kind'] | FormEngineError['code'];
  /** Empty when the submission as a whole is at fault. */
  readonly ref: string;
  /** Identifies the repeat instance: `/data/member[2]/age`. */
  readonly nodeId: string;
  readonly message: string;
}

export interface SubmissionReport {
  /** No errors. Unknown and missing nodes alone do not make a submission wrong: they tell of another form version. */
  readonly ok: boolean;
  readonly errors: readonly SubmissionFault[];
  /** Paths in the submission that the form does not have. */
  readonly unknownNodes: readonly string[];
  /** Refs of relevant nodes that the submission does not have. */
  readonly missingNodes: readonly string[];
}

export type ValidateOptions = Partial<Pick<OpenFormOptions, 'now' | 'zone' | 'language'>>;

/**
 * Checks a submission against its form with the engine that fills forms in. Answers are taken as they were sent:
 * nothing is calculated anew, because `now()` and `random()` were those of the device.
 */
export function validateSubmission(
  definition: FormDefinition,
  xml: string,
  options: ValidateOptions = {},
): SubmissionReport {
  try {
    const runtime = openRuntime(definition, {
      mode: 'view',
      instanceXml: xml,
      now: options.now ?? (() => new Date()),
      uuid: () => '00000000-0000-4000-8000-000000000000',
      random: () => 0,
      ...(options.zone === undefined ? {} : { zone: options.zone }),
      ...(options.language === undefined ? {} : { language: options.language }),
    });
    const stored = parseXml(xml).children[0]!;
    const unknownNodes: string[] = [];
    const missingNodes: string[] = [];
    compare(runtime, runtime.root, stored, { unknownNodes, missingNodes });
    const errors = validateRuntime(runtime);
    return {
      ok: errors.length === 0,
      errors,
      unknownNodes: distinct(unknownNodes),
      missingNodes: distinct(missingNodes),
    };
  } catch (error) {
    if (!(error instanceof FormEngineError)) throw error;
    const fault: SubmissionFault = { kind: error.code, ref: '', nodeId: '', message: error.message };
    return { ok: false, errors: [fault], unknownNodes: [], missingNodes: [] };
  }
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}

interface Findings {
  readonly unknownNodes: string[];
  readonly missingNodes: string[];
}

function compare(runtime: Runtime, state: NodeState, stored: XNode, findings: Findings): void {
  const { model } = state;
  const known = new Map(model.children.map((child) => [child.template.local, child]));
  for (const child of stored.children) {
    if (!known.has(child.local) && !isMetaAddition(model, child)) {
      findings.unknownNodes.push(`${model.ref}/${child.local}`);
    }
  }
  for (const child of model.children) compareChild(runtime, state, stored, child, findings);
}

function compareChild(
  runtime: Runtime,
  state: NodeState,
  stored: XNode,
  model: ModelNode,
  findings: Findings,
): void {
  const found = stored.children.filter((each) => each.local === model.template.local);
  const states = state.node.children
    .filter((each) => each.name === model.name)
    .map(stateOf)
    .filter((each) => each !== undefined);
  states.forEach((childState, index) => {
    const match = found[index];
    if (match !== undefined) compare(runtime, childState, match, findings);
    else if (isRelevant(runtime, childState)) findings.missingNodes.push(model.ref);
  });
}

/** Servers and clients add to the meta block what no form declares. */
function isMetaAddition(model: ModelNode, child: XNode): boolean {
  const inMeta = model.template.local === 'meta';
  return (
    (inMeta && ['deprecatedID', 'instanceID', 'instanceName'].includes(child.local)) || child.local === 'meta'
  );
}
