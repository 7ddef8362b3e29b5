import { z } from 'zod';
import type { Binding } from '#platform/http/binding.ts';

export type Route = Binding['route'];
export type Part = 'params' | 'querystring' | 'body';

/** A place in a request where something is named: by identifier, code or words. */
export interface Slot {
  part: Part;
  /** Keys from the part down to the value; `*` stands for the one element of an array. */
  path: readonly string[];
  name: string;
  required: boolean;
  /** What is named: a table, or `entity` with the identifier beside it, a data set, words, something shared. */
  kind: string;
}

export interface Shape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
}

export const shapeOf = (schema: z.ZodType | undefined): Shape =>
  schema ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape) : {};

/** Identifier names that mean the same everywhere. */
const BY_NAME: Record<string, string> = {
  accountId: 'identity.account',
  keeperId: 'identity.account',
  ownerId: 'identity.account',
  actorId: 'identity.account',
  submittedBy: 'identity.account',
  to: 'identity.account',
  sessionId: 'identity.session',
  tokenId: 'identity.api_token',
  passkeyId: 'identity.passkey',
  recoveryId: 'identity.recovery_request',
  officeId: 'access.office',
  parentId: 'access.office',
  operationId: 'access.operation',
  operations: 'access.operation',
  grantId: 'access.role_grant',
  relationId: 'access.assignment',
  exclusionId: 'access.exclusion',
  openingId: 'access.opening',
  runId: 'jobs.run',
  siteId: 'places.site',
  importId: 'places.import',
  fileId: 'places.import_file',
  uploadId: 'files.upload',
  formId: 'forms.form',
  versionId: 'forms.form_version',
  against: 'forms.form_version',
  recordId: 'forms.record',
  submissionId: 'forms.submission',
  exportId: 'forms.export',
  noticeId: 'notify.notice',
  taskId: 'tasks.task',
  commentId: 'comments.comment',
  documentId: 'documents.document',
  roundId: 'displacement.round',
  viewId: 'reports.view',
  deviceId: 'forms.device',
  attachmentId: 'files.attachment',
  entity: 'entity',
  entityId: 'entityId',
  dataSet: 'data set',
  resource: 'data set',
  collection: 'data set',
  featureId: 'places.site',
  q: 'words',
  // Named by the whole product alike, or a secret that is itself the right to come in.
  editionId: 'shared',
  keyId: 'shared',
  providerId: 'shared',
  scheduleId: 'shared',
  roleId: 'shared',
  purposeId: 'shared',
  pcode: 'shared',
  routeId: 'shared',
  key: 'secret',
};

/** Where a name means something else. */
const BY_ROUTE: Record<string, string> = {
  'notify.removeDevice deviceId': 'notify.push_device',
  'notify.markNotices ids': 'notify.notice',
  'offline.registerDevice id': 'offline.device',
  'offline.takeShare deviceId': 'offline.device',
  'offline.revokeDevice deviceId': 'offline.device',
  'offline.askState deviceId': 'offline.device',
  'offline.noteWiped deviceId': 'offline.device',
  'forms.downloadAttachment attachmentId': 'forms.attachment',
  'files.listAttachments recordId': 'entityId',
  'comments.addComment parentId': 'comments.comment',
  'tasks.finishTasks ids': 'tasks.task',
  'notify.oneClickStop token': 'secret',
  'forms.uploadFile name': 'shared',
  'forms.downloadFile name': 'shared',
  'openRosa.media name': 'shared',
  'reports.odataPart part': 'shared',
};

/** Names of identifiers that carry no format in the contract. */
const NAMED = new Set([
  'entity',
  'entityId',
  'dataSet',
  'resource',
  'collection',
  'featureId',
  'q',
  'key',
  'roleId',
]);

function kindOf(route: Route, name: string): string | undefined {
  return BY_ROUTE[`${route.id} ${name}`] ?? BY_NAME[name];
}

/** Every slot of a route, and those that look like an identifier and that nobody has said the kind of. */
export function slotsOf(route: Route): { slots: Slot[]; unknown: string[] } {
  const slots: Slot[] = [];
  const unknown: string[] = [];
  const walk = (part: Part, shape: Shape, path: string[], required: boolean): void => {
    for (const one of [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]) walk(part, one, path, required);
    if (shape.items) walk(part, shape.items, [...path, '*'], required);
    for (const [key, value] of Object.entries(shape.properties ?? {}))
      walk(part, value, [...path, key], required && (shape.required?.includes(key) ?? false));
    const name = path.findLast((key) => key !== '*');
    if (!name || shape.properties || shape.items || shape.anyOf || shape.oneOf) return;
    const identifies = shape.format === 'uuid' || part === 'params' || NAMED.has(name);
    if (!identifies || shape.enum) return;
    const kind = kindOf(route, name);
    if (kind) slots.push({ part, path, name, required: required || part === 'params', kind });
    else unknown.push(`${route.id}: ${part}.${path.join('.')}`);
  };
  for (const part of ['params', 'querystring', 'body'] as const)
    walk(part, shapeOf(route.schema[part]), [], true);
  return { slots, unknown };
}
