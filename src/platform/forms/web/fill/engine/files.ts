/** Files of the record that is being filled, by name. */
export interface FileStore {
  /** A file of this device, the address of one that the server has, or undefined. */
  get(name: string): Blob | string | undefined;
  put(name: string, blob: Blob): Promise<void>;
}

/** Files that live only as long as the page: for trying a form. */
export function memoryFiles(): FileStore {
  const files = new Map<string, Blob>();
  return {
    get: (name) => files.get(name),
    put: async (name, blob) => {
      files.set(name, blob);
    },
  };
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'video/webm': 'webm',
  'video/mp4': 'mp4',
  'video/x-matroska': 'mkv',
};

/**
 * A name that no other answer of the record has. What the person called the file is left out but for its ending:
 * names of pictures often hold a name or a place.
 */
export function fileNameFor(question: string, blob: Blob & { name?: string }, at: number): string {
  const given = /\.([A-Za-z0-9]{1,8})$/.exec(blob.name ?? '')?.[1]?.toLowerCase();
  const ending = given ?? EXTENSIONS[blob.type.split(';')[0] ?? ''] ?? 'bin';
  const word = question.replace(/[^\p{L}\p{N}_-]/gu, '').slice(0, 40) || 'file';
  return `${word}-${at}.${ending}`;
}
