import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { move, trace } from '#platform/workflow/move.ts';
import { mayIn } from '#platform/workflow/store.ts';
import type * as contract from '../contract/form.ts';
import { versionMachine } from '../domain/version-machine.ts';
import * as forms from '../store/form.ts';
import * as versions from '../store/version.ts';

export async function getVersion(tx: Tx, formId: string, versionId: string): Promise<versions.VersionRow> {
  const version = await versions.findVersion(tx, formId, versionId);
  if (!version) throw notFound('version');
  return version;
}

/** A version with the rows of its form's versions held against other writers. */
async function lockVersion(tx: Tx, at: { formId: string; versionId: string }): Promise<versions.VersionRow> {
  if (!(await versions.lockVersions(tx, at.formId)).includes(at.versionId)) throw notFound('version');
  return getVersion(tx, at.formId, at.versionId);
}

export async function changeVersionState(
  tx: Tx,
  actor: Actor,
  at: { formId: string; versionId: string },
  input: RouteRequest<typeof contract.changeVersionState>['body'],
  now: Date,
): Promise<void> {
  const version = await lockVersion(tx, at);
  const standing = {
    state: version.state,
    facts: { missingFiles: version.missing_files },
    may: await mayIn(tx, versionMachine, version.operation_id),
  };
  const decision = move(versionMachine, standing, input, now);
  const by = { by: actor.accountId, now };
  let retired: string[] = [];
  const effects = {
    retire_older: async () => {
      retired = input.keepOlder ? [] : await listOlder(tx, at);
      for (const id of retired) await versions.setVersionState(tx, id, 'retired', by);
    },
    rename_form: () => forms.renameForm(tx, at.formId, version.title),
  };
  for (const effect of decision.effects) await effects[effect]();
  await versions.setVersionState(tx, at.versionId, decision.to, by);
  const { before, after, ...reason } = trace(decision);
  await audit(tx, actor, {
    action: 'forms.version_state_changed',
    entity: 'forms.form',
    entityId: at.formId,
    officeId: version.office_id,
    operationId: version.operation_id,
    before: { versionId: at.versionId, version: version.version, ...before },
    after: { ...after, retired },
    ...reason,
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
