import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import type { VersionState } from '../contract/shapes.ts';
import * as forms from '../store/form.ts';
import * as versions from '../store/version.ts';

/** What a version may become; a published one never turns into a draft again, for devices hold it. */
const NEXT: Record<VersionState, readonly VersionState[]> = {
  draft: ['tested', 'published'],
  tested: ['draft', 'published'],
  published: ['retired'],
  retired: ['published'],
};

export async function getVersion(tx: Tx, formId: string, versionId: string): Promise<versions.VersionRow> {
  const version = await versions.findVersion(tx, formId, versionId);
  if (!version) throw notFound('version');
  return version;
}

export async function changeVersionState(
  tx: Tx,
  actor: Actor,
  at: { formId: string; versionId: string },
  input: { state: VersionState; keepOlder: boolean; reason: string },
  now: Date,
): Promise<void> {
  const version = await getVersion(tx, at.formId, at.versionId);
  if (!NEXT[version.state].includes(input.state)) {
    throw conflict('forms.version_state', `A ${version.state} version cannot become ${input.state}.`, {
      from: version.state,
      to: input.state,
    });
  }
  if (input.state === 'published' && version.missing_files.length > 0) {
    throw conflict(
      'forms.files_missing',
      `Upload the files of the form first: ${version.missing_files.slice(0, 10).join(', ')}.`,
      { files: version.missing_files.slice(0, 10).join(', ') },
    );
  }
  const older = input.state === 'published' && !input.keepOlder ? await listOlder(tx, at) : [];
  for (const id of older) await versions.setVersionState(tx, id, 'retired', { by: actor.accountId, now });
  await versions.setVersionState(tx, at.versionId, input.state, { by: actor.accountId, now });
  if (input.state === 'published') await forms.renameForm(tx, at.formId, version.title);
  await audit(tx, actor, {
    action: 'forms.version_state_changed',
    entity: 'forms.form',
    entityId: at.formId,
    officeId: version.office_id,
    operationId: version.operation_id,
    before: { versionId: at.versionId, version: version.version, state: version.state },
    after: { state: input.state, retired: older },
    ...(input.reason ? { reason: input.reason } : {}),
    at: now,
  });
}

const listOlder = async (tx: Tx, at: { formId: string; versionId: string }): Promise<string[]> =>
  (await versions.listVersions(tx, at.formId))
    .filter((v) => v.state === 'published' && v.id !== at.versionId)
    .map((v) => v.id);

export async function deleteDraft(
  tx: Tx,
  actor: Actor,
  at: { formId: string; versionId: string },
  now: Date,
): Promise<void> {
  const version = await getVersion(tx, at.formId, at.versionId);
  if (version.state !== 'draft' && version.state !== 'tested') {
    throw conflict('forms.version_was_published', 'A version that was published is retired, not deleted.');
  }
  await versions.deleteVersion(tx, version.id);
  await audit(tx, actor, {
    action: 'forms.version_deleted',
    entity: 'forms.form',
    entityId: at.formId,
    officeId: version.office_id,
    operationId: version.operation_id,
    before: { versionId: version.id, version: version.version, state: version.state },
    at: now,
  });
}
