import type { FormNode } from '@sojourn/form-engine';
import { useEffect, useMemo } from 'react';
import { useForm } from '../engine/form-context.tsx';

export interface AnswerFile {
  readonly name: string;
  readonly url: string | undefined;
  /** Bytes; undefined for a file that only the server has. */
  readonly size: number | undefined;
  /** The answer names a file that is neither here nor there. */
  readonly missing: boolean;
}

/** The file that a question is answered with, and an address to show it by. */
export function useFile(node: FormNode): AnswerFile | undefined {
  const { files } = useForm();
  const name = node.value;
  const kept = name === '' ? undefined : files.get(name);
  const url = useMemo(() => (kept instanceof Blob ? URL.createObjectURL(kept) : kept), [kept]);
  useEffect(
    () => () => {
      if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
    },
    [url],
  );
  if (name === '') return undefined;
  return { name, url, size: kept instanceof Blob ? kept.size : undefined, missing: kept === undefined };
}
