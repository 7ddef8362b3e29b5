import type { Tx } from '#platform/db/tx.ts';
import { type AnswerIndexer, createAnswerIndexer } from './answers/index-answers.ts';
import { type AnswerReader, createAnswerReader } from './answers/read-answers.ts';
import type { Outline } from './contract/shapes.ts';
import { findOutline } from './store/version.ts';

/** What a version's outline was made into, once per process: versions that took records never change. */
export interface CompiledVersion {
  outline: Outline;
  reader: AnswerReader;
  indexer: AnswerIndexer;
}

const MOST_KEPT = 200;
const kept = new Map<string, CompiledVersion>();

/** @param version its id with the hash of its XForm: a draft that was replaced is another version */
export async function compiledVersion(
  tx: Tx,
  version: { id: string; form_id: string; xform_md5: string },
): Promise<CompiledVersion> {
  const key = `${version.id}:${version.xform_md5}`;
  const found = kept.get(key);
  if (found) return found;
  const outline = await findOutline(tx, version.id);
  if (!outline) throw new Error('A version that was just read has no outline.');
  const compiled: CompiledVersion = {
    outline,
    reader: createAnswerReader(outline),
    indexer: createAnswerIndexer(version.form_id, outline),
  };
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, compiled);
  return compiled;
}
