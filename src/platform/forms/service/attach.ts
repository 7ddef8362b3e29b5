import type { Tx } from '#platform/db/tx.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { liesAboutType } from '#platform/files/domain/sniff.ts';
import { keepFile } from '#platform/files/keep.ts';
import { conflict, Problem } from '#platform/http/problem.ts';
import type { Outline } from '../contract/shapes.ts';
import type { SentFile } from '../multipart.ts';
import * as store from '../store/submission.ts';
import type { TargetVersion } from '../store/version.ts';

const PLAIN_NAME = /^(?!\.{1,2}$)[^/\\\p{Cc}]{1,200}$/u;
const promisedBy: Record<string, string> = { image: 'image/*', audio: 'audio/*', video: 'video/*' };

/** Refuses a file without a usable name, or one that is not what its question, its name or its sender says. */
export function checkFiles(
  files: readonly SentFile[],
  expected: readonly { name: string; path: string }[],
  outline: Outline,
): void {
  for (const { name, declaredType, file } of files) {
    if (!PLAIN_NAME.test(name)) {
      throw new Problem(400, 'forms.file_name', { detail: 'A file of the submission has no usable name.' });
    }
    const path = expected.find((e) => e.name === name)?.path;
    const type = outline.nodes.find((n) => n.path === path)?.type;
    const promised = (type && promisedBy[type]) ?? declaredType;
    if (file.size > 0 && liesAboutType(file.contentType, promised, name)) {
      throw new Problem(415, 'forms.file_lies', {
        detail: `The file "${name}" is not what it says: its content is ${file.contentType}. Nothing was stored; send the picture or recording itself.`,
        params: { name, found: file.contentType },
      });
    }
  }
}

export interface FilesOfSubmission {
  version: TargetVersion;
  folder: ContentStore;
  sent: { files: SentFile[] };
  answers: { files: { name: string; path: string }[] };
}

/** Stores the files of a post with their record and answers which are still awaited. */
export async function receiveFiles(
  tx: Tx,
  arriving: FilesOfSubmission,
  record: { id: string; fresh: boolean },
  now: Date,
): Promise<string[]> {
  const { files } = arriving.sent;
  const expected = arriving.answers.files.filter((f) => PLAIN_NAME.test(f.name));
  if (files.length === 0 && expected.length === 0 && record.fresh) return [];
  const place = { id: record.id, operationId: arriving.version.operation_id };
  if (expected.length > 0) await store.expectFiles(tx, place, expected);
  for (const { name, file } of files) {
    const present = await store.findAttachmentBlob(tx, record.id, name);
    if (present?.equals(file.sha256)) continue;
    if (present) {
      throw conflict('forms.file_conflict', `Another file named "${name}" belongs to this record already.`, {
        name,
      });
    }
    await keepFile(tx, arriving.folder, file);
    await store.putAttachment(tx, place, { name, ...file, now });
  }
  await store.countFiles(tx, record.id);
  return store.listMissingFiles(tx, record.id);
}
