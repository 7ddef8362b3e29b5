/** A picture without what it carried besides. */
export interface Stripped {
  bytes: Buffer;
  /** Whether there was anything to take out. */
  removed: boolean;
}

/** The bytes are not what a picture of this kind has to be: nothing in it can be told from the picture itself. */
export class BrokenImage extends Error {
  constructor() {
    super('The picture is damaged.');
    this.name = 'BrokenImage';
  }
}
