import type { PreviousUpload, UrlStorage } from 'tus-js-client';

const PREFIX = 'sj-upload-';

/** Two numbers of 32 bits out of a text (cyrb53): a key that does not show the name of a file to whoever uses the device next. */
function keyOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return `${PREFIX}${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}

type Kept = Pick<PreviousUpload, 'size' | 'creationTime'> & { uploadUrl: string | null };

/** Remembers on this device where an upload goes on, and nothing else of it: no name, no record. */
export const uploadMemory: UrlStorage = {
  findAllUploads: async () => [],
  async findUploadsByFingerprint(fingerprint) {
    const text = localStorage.getItem(keyOf(fingerprint));
    if (!text) return [];
    const kept = JSON.parse(text) as Kept;
    const urlStorageKey = keyOf(fingerprint);
    return [{ ...kept, metadata: {}, urlStorageKey, parallelUploadUrls: null }];
  },
  async removeUpload(key) {
    localStorage.removeItem(key);
  },
  async addUpload(fingerprint, upload) {
    const key = keyOf(fingerprint);
    const { size, creationTime, uploadUrl } = upload;
    // A full or closed store only means that a new page begins anew.
    try {
      localStorage.setItem(key, JSON.stringify({ size, creationTime, uploadUrl }));
    } catch {}
    return key;
  },
};
