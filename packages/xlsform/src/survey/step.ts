/** One step of the path to a container, e.g. `{ name: 'household', type: 'repeat' }`. */
export interface ContainerStep {
  readonly name: string;
  readonly type: 'survey' | 'group' | 'repeat' | 'loop';
}
