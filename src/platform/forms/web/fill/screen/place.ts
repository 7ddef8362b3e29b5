/** A node or page to be at; `jump` grows with every wish to go there, also to where one is. */
export interface Place {
  readonly id: string;
  readonly jump: number;
}
