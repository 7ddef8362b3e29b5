import { useState } from 'react';
import { useCall } from '#platform/ui/call.ts';
import type { ImportRoutes } from './kinds.ts';

export interface Upload {
  done: number;
  total: number;
  name: string;
}

/** Sends files one after the other; stops at the first that the server refuses and keeps those before it. */
export function useUploads(routes: ImportRoutes) {
  const add = useCall<ImportRoutes['addFile']>(routes.addFile);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const send = async (importId: string, files: readonly File[]): Promise<boolean> => {
    setFailure(undefined);
    try {
      for (const [done, file] of files.entries()) {
        setUpload({ done, total: files.length, name: file.name });
        // The route takes the file itself as its body.
        const input = { params: { importId }, querystring: { name: file.name }, body: file };
        await add.mutateAsync(input as never);
      }
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      setUpload(null);
    }
  };
  return { send, upload, failure, setFailure };
}
