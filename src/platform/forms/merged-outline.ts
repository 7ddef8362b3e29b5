import type { Tx } from '#platform/db/tx.ts';
import { isCertain } from './answers/index-answers.ts';
import { systemToken } from './answers/tokens.ts';
import { compiledVersion } from './compiled-versions.ts';
import type { Outline } from './contract/shapes.ts';
import { mergeOutlines } from './outline.ts';
import { listOutlines } from './store/version.ts';

const MOST_KEPT = 100;
const kept = new Map<string, Outline>();

/** The questions of all versions of a form that ever were open, merged by path; of its drafts when none was. */
export async function mergedOutline(tx: Tx, formId: string): Promise<Outline> {
  const all = await listOutlines(tx, formId);
  const opened = all.filter((v) => v.state === 'published' || v.state === 'retired');
  const versions = opened.length > 0 ? opened : all;
  const key = versions.map((v) => `${v.id}:${v.xform_md5}`).join();
  const found = kept.get(key);
  if (found) return found;
  const outlines: Outline[] = [];
  for (const version of versions) {
    outlines.push((await compiledVersion(tx, { ...version, form_id: formId })).outline);
  }
  const merged = mergeOutlines(outlines);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, merged);
  return merged;
}

/** Versions of a form that treat a question apart, as tokens of their records. */
export interface QuestionInVersions {
  /** Do not ask it: their records have no token that says it was left empty. */
  without: number[];
  /** Ask it of everybody: their records have no token that says it was answered. */
  certain: number[];
}

export async function questionInVersions(tx: Tx, formId: string, path: string): Promise<QuestionInVersions> {
  const out: QuestionInVersions = { without: [], certain: [] };
  for (const version of await listOutlines(tx, formId)) {
    const { outline } = await compiledVersion(tx, { ...version, form_id: formId });
    const node = outline.nodes.find((n) => n.path === path && n.node === 'question');
    const token = systemToken(formId, 'version', version.id);
    if (!node) out.without.push(token);
    else if (isCertain(node)) out.certain.push(token);
  }
  return out;
}
