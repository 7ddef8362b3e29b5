/** What a form reads beside its workbook: lists, pictures, sounds. */
export interface FormFiles {
  /** Text of a data file by its URI; undefined when there is none. */
  readonly resource: (uri: string) => string | undefined;
  /** Address of a picture or sound. */
  readonly mediaUrl: (uri: string) => string | undefined;
  readonly mediaBlob: (uri: string) => Blob | undefined;
  /** Frees the addresses. */
  readonly release: () => void;
}

/** Stored files are served as downloads; what is shown needs its type. An SVG shown as a picture runs no script. */
const typeOf = (name: string, blob: Blob): string => (/\.svg$/i.test(name) ? 'image/svg+xml' : blob.type);

const nameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

/** Files of a form by their names, as a form asks for them: lists as text, pictures by an address. */
export async function readFiles(files: ReadonlyMap<string, Blob>): Promise<FormFiles> {
  const texts = new Map<string, string>();
  const media = new Map<string, string>();
  for (const [name, blob] of files) {
    if (/\.(csv|xml|geojson|json)$/i.test(name)) texts.set(name, await blob.text());
    else media.set(name, URL.createObjectURL(new Blob([blob], { type: typeOf(name, blob) })));
  }
  return {
    resource: (uri) => texts.get(nameOf(uri)),
    mediaUrl: (uri) => media.get(nameOf(uri)),
    mediaBlob: (uri) => files.get(nameOf(uri)),
    release: () => {
      for (const url of media.values()) URL.revokeObjectURL(url);
    },
  };
}
