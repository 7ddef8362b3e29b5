import type { ContainerStep } from '../survey/step.ts';

/** A place of the survey that an entity list is tied to. */
export interface EntityUse {
  readonly path: readonly ContainerStep[];
  readonly row: number;
  /** Set when the row saves to a property; otherwise an expression of the entities sheet refers to it. */
  readonly property: string | undefined;
}
