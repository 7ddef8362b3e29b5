import { createHash } from 'node:crypto';
import { FormEngineError, readSubmission, type SubmissionTree } from '@sojourn/form-engine';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { uuid7 } from '#platform/db/uuid7.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { conflict, Problem } from '#platform/http/problem.ts';
import { move } from '#platform/workflow/move.ts';
import { cellOf } from '../answers/cells.ts';
import type { ReadAnswers } from '../answers/read-answers.ts';
import { INDEX_SCHEME, systemToken } from '../answers/tokens.ts';
import { type CompiledVersion, compiledVersion } from '../compiled-versions.ts';
import type { ReviewState } from '../contract/shapes.ts';
import { reviewMachine } from '../domain/review-machine.ts';
import { tellRecord } from '../events.ts';
import { type SentSubmission, XML_LIMIT } from '../multipart.ts';
import * as store from '../store/submission.ts';
import { findTarget, type TargetVersion } from '../store/version.ts';
import { checkFiles, receiveFiles } from './attach.ts';
import { followReview } from './correction.ts';

export interface SubmitInput {
  /** The form itself (a browser), or the operation in which its identifier is looked up (a device). */
  target: { formId: string } | { operationId: string };
  sent: SentSubmission;
  deviceId: string | null;
  /** deviceID that the client gave; up to 200 characters are kept. */
  clientId: string | null;
  userAgent: string | null;
  folder: ContentStore;
}

export interface Submitted {
  recordId: string;
  instanceId: string;
  /** False: this very submission had come before. */
  stored: boolean;
  missingFiles: string[];
}

interface Arriving extends SubmitInput {
  tree: SubmissionTree;
  instanceId: string;
  version: TargetVersion;
  compiled: CompiledVersion;
  answers: ReadAnswers;
  xml: string;
  xmlHash: Buffer;
}

/**
 * Takes a filled form: once however often it is sent, whole or in parts, new or as an edit of an earlier one.
 * @throws Problem, and then nothing of it is stored
 */
export async function submit(tx: Tx, actor: Actor, input: SubmitInput, now: Date): Promise<Submitted> {
  const xml = decode(input.sent.xml);
  const tree = parse(xml);
  const version = await openVersion(tx, input.target, tree);
  const compiled = await compiledVersion(tx, version);
  const xmlHash = createHash('sha256').update(input.sent.xml).digest();
  const arriving: Arriving = {
    ...input,
    tree,
    // A form without instanceID is told from its repetition by what it says.
    instanceId: tree.instanceId ?? `sha256:${xmlHash.toString('hex')}`,
    version,
    compiled,
    answers: compiled.reader.read(tree),
    xml,
    xmlHash,
  };
  if (arriving.instanceId.length > 250) {
    throw new Problem(400, 'forms.instance_id_too_long', {
      detail: 'An instanceID may have 250 characters at most.',
    });
  }
  checkFiles(arriving.sent.files, arriving.answers.files, compiled.outline);
  return tree.deprecatedId ? edit(tx, actor, arriving, now) : receive(tx, actor, arriving, now);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'forms.xml_malformed', { detail: 'The submission is not UTF-8 text.' });
  }
}

function parse(xml: string): SubmissionTree {
  try {
    return readSubmission(xml, { maxLength: XML_LIMIT });
  } catch (error) {
    if (!(error instanceof FormEngineError)) throw error;
    const tooLarge = error.code === 'xml.too-large' || error.code === 'xml.too-many-nodes';
    const code = `forms.${error.code.replace('submission.', '').replaceAll(/[.-]/g, '_')}`;
    // What the parser says may quote the form's answers; the sentence is ours.
    const detail = {
      'xml.malformed': 'The submission is not complete, well-formed XML: nothing was stored.',
      'xml.doctype': 'A submission may not carry a DOCTYPE or entities of its own.',
      'xml.too-deep': 'The submission is nested more deeply than any form.',
      'submission.no-form-id': 'The root element of the submission names no form (attribute id).',
    }[error.code as string];
    throw new Problem(tooLarge ? 413 : 400, code, {
      detail: detail ?? 'The submission is larger than this server accepts.',
    });
  }
}

async function openVersion(
  tx: Tx,
  target: SubmitInput['target'],
  tree: SubmissionTree,
): Promise<TargetVersion> {
  const at = 'formId' in target ? target : { ...target, xmlFormId: tree.formId };
  const version = await findTarget(tx, at, tree.version);
  const params = { form: tree.formId, version: tree.version };
  if (!version) {
    throw new Problem(404, 'forms.version_unknown', {
      detail: `This server has no form "${tree.formId}" in version "${tree.version}" for you: get the form again.`,
      params,
    });
  }
  if (version.state === 'retired') {
    throw new Problem(404, 'forms.version_retired', {
      detail: `Version "${tree.version}" of the form "${tree.formId}" is retired and takes no more records: ask the office that sent you the form, and keep this one.`,
      params,
    });
  }
  if (version.state !== 'published') {
    throw new Problem(404, 'forms.version_not_published', {
      detail: `Version "${tree.version}" of the form "${tree.formId}" is not published yet.`,
      params,
    });
  }
  return version;
}

async function receive(tx: Tx, actor: Actor, arriving: Arriving, now: Date): Promise<Submitted> {
  const recordId = uuid7(now);
  const row = newSubmission(actor, arriving, { recordId, reviewState: 'received' }, now);
  if (!(await store.insertRecord(tx, row))) return repeat(tx, actor, arriving, now);
  const missingFiles = await receiveFiles(tx, arriving, { id: recordId, fresh: true }, now);
  await audit(tx, actor, {
    action: 'forms.record_received',
    ...entity(arriving, recordId),
    after: receipt(arriving, row.submissionId),
    at: now,
  });
  await tellRecord(tx, actor, event(arriving, recordId, 'received', now), now);
  return { recordId, instanceId: arriving.instanceId, stored: true, missingFiles };
}

/** The same instance again: the same words are the same record, to which files may still come; others are refused. */
async function repeat(tx: Tx, actor: Actor, arriving: Arriving, now: Date): Promise<Submitted> {
  const known = await store.findKnownInstance(tx, arriving.version.form_id, arriving.instanceId);
  if (!known?.xml_hash.equals(arriving.xmlHash)) {
    throw conflict(
      'forms.instance_conflict',
      'A submission with this instanceID but other answers was received before. This one was not stored.',
    );
  }
  if (arriving.sent.files.length > 0 && known.current) {
    await receiveFiles(tx, arriving, { id: known.record_id, fresh: false }, now);
    await audit(tx, actor, {
      action: 'forms.record_completed',
      ...entity(arriving, known.record_id),
      after: { files: arriving.sent.files.map((f) => f.name) },
      at: now,
    });
  }
  return {
    recordId: known.record_id,
    instanceId: arriving.instanceId,
    stored: false,
    missingFiles: await store.listMissingFiles(tx, known.record_id),
  };
}

async function edit(tx: Tx, actor: Actor, arriving: Arriving, now: Date): Promise<Submitted> {
  const formId = arriving.version.form_id;
  if (await store.findKnownInstance(tx, formId, arriving.instanceId)) return repeat(tx, actor, arriving, now);
  const edited = await store.findKnownInstance(tx, formId, arriving.tree.deprecatedId!);
  if (!edited) {
    throw new Problem(404, 'forms.edited_unknown', {
      detail: 'The submission that this one corrects (deprecatedID) is not on this server.',
    });
  }
  const record = await store.lockRecord(tx, edited.record_id);
  const own = record?.submitted_by === actor.accountId;
  // Reviewers may touch the row as well, but not what it says.
  if (!record || !(own || (await store.holds(tx, 'forms.record.edit', record.operation_id)))) {
    throw new Problem(403, 'forms.edit_forbidden', { detail: 'You may not change this record.' });
  }
  if (record.submission_id !== edited.submission_id) {
    throw conflict(
      'forms.edit_stale',
      'Somebody changed this record after you opened it. Yours was not stored: open the record again and repeat your change.',
    );
  }
  const ownDevice = own && actor.kind === 'device';
  const at = { state: record.review_state, facts: { ownDevice }, may: () => true };
  const reviewState = move(reviewMachine, at, { transition: 'edit' }, now).to;
  const row = newSubmission(
    actor,
    arriving,
    { recordId: record.id, reviewState, deviceId: record.device_id },
    now,
  );
  if (!(await store.insertEdit(tx, row))) return repeat(tx, actor, arriving, now);
  const missingFiles = await receiveFiles(tx, arriving, { id: record.id, fresh: false }, now);
  await audit(tx, actor, {
    action: 'forms.record_edited',
    ...entity(arriving, record.id),
    before: { submissionId: record.submission_id, reviewState: record.review_state },
    after: { ...receipt(arriving, row.submissionId), reviewState },
    at: now,
  });
  await followReview(tx, actor, { id: record.id, operationId: record.operation_id, state: reviewState }, now);
  await tellRecord(tx, actor, event(arriving, record.id, 'edited', now), now);
  return { recordId: record.id, instanceId: arriving.instanceId, stored: true, missingFiles };
}

const entity = ({ version }: Arriving, recordId: string) => ({
  entity: 'forms.record',
  entityId: recordId,
  officeId: version.office_id,
  operationId: version.operation_id,
});

/** What the audit log keeps of a submission: what it was, never what it says. */
const receipt = (arriving: Arriving, submissionId: string) => ({
  formId: arriving.version.form_id,
  versionId: arriving.version.id,
  submissionId,
  instanceId: arriving.instanceId,
  sha256: arriving.xmlHash.toString('hex'),
});

const event = ({ version, answers }: Arriving, recordId: string, kind: 'received' | 'edited', now: Date) => ({
  kind,
  recordId,
  formId: version.form_id,
  versionId: version.id,
  operationId: version.operation_id,
  officeId: version.office_id,
  reviewState: kind,
  receivedAt: now,
  point: answers.point,
  data: answers.data,
});

function newSubmission(
  actor: Actor,
  arriving: Arriving,
  record: { recordId: string; reviewState: ReviewState; deviceId?: string | null },
  now: Date,
): store.NewSubmission {
  const { version, answers, compiled, tree } = arriving;
  const instanceName = tree.instanceName?.slice(0, 500) ?? null;
  const { tokens, words } = compiled.indexer.index(answers.data, instanceName);
  const device = record.deviceId ?? arriving.deviceId;
  tokens.add(systemToken(version.form_id, 'review', record.reviewState));
  tokens.add(systemToken(version.form_id, 'version', version.id));
  if (device) tokens.add(systemToken(version.form_id, 'device', device));
  const { point } = answers;
  return {
    submissionId: uuid7(now),
    recordId: record.recordId,
    formId: version.form_id,
    versionId: version.id,
    operationId: version.operation_id,
    officeId: version.office_id,
    deprecatedId: tree.deprecatedId ?? null,
    receivedAt: now,
    submittedBy: actor.accountId!,
    deviceId: device,
    clientId: arriving.clientId?.slice(0, 200) ?? null,
    userAgent: arriving.userAgent?.slice(0, 300) ?? null,
    xmlHash: arriving.xmlHash,
    xml: arriving.xml.replaceAll('\u0000', ''),
    values: {
      instanceId: arriving.instanceId,
      instanceName,
      startedAt: answers.startedAt,
      endedAt: answers.endedAt,
      lon: point?.lon ?? null,
      lat: point?.lat ?? null,
      cell: point ? cellOf(point.lon, point.lat) : null,
      ...countFiles(arriving),
      data: JSON.stringify(answers.data),
      tokens: `{${[...tokens].join(',')}}`,
      words: `{${[...words].map((word) => `"${word}"`).join(',')}}`,
      indexedBy: INDEX_SCHEME,
    },
  };
}

function countFiles({ sent, answers }: Arriving): { filesExpected: number; filesReceived: number } {
  const names = new Set([...sent.files.map((f) => f.name), ...answers.files.map((f) => f.name)]);
  return { filesExpected: names.size, filesReceived: new Set(sent.files.map((f) => f.name)).size };
}
