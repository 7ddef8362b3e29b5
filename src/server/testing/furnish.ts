import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { createGrant } from '#platform/access/contract.ts';
import { addComment, editComment, followRecord } from '#platform/comments/contract.ts';
import type { TestServer } from '#platform/http/testing.ts';
import { invitePerson } from '#platform/identity/contract/people.ts';
import { requestRecovery } from '#platform/identity/contract/recovery.ts';
import { createServiceAccount, createServiceToken } from '#platform/identity/contract/service-account.ts';
import { createToken } from '#platform/identity/contract/token.ts';

import { addDevice } from '#platform/notify/contract/preference.ts';
import { registerDevice } from '#platform/offline/contract.ts';
import { saveView } from '#platform/reports/contract/view.ts';
import { makeFeed } from '#platform/tasks/contract/feed.ts';
import { createTask } from '#platform/tasks/contract/task.ts';
import { furnishForms } from './furnish-forms.ts';
import { furnishPlaces } from './furnish-places.ts';
import type { Side } from './side.ts';

/** Rows of every kind in one office, made by its people through the routes of the product. */
export async function furnish(server: TestServer, side: Side, settle: () => Promise<void>): Promise<void> {
  await furnishPlaces(server, side);
  await furnishForms(side);
  await furnishFiles(side);
  await furnishWork(side);
  await furnishAccounts(server, side);
  await furnishRelations(server, side);
  await settle();
}

const tus = { 'tus-resumable': '1.0.0' };
const encode = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Sends the first `sent` bytes of a file of a record; all of them by default. */
async function upload(side: Side, name: string, bytes: Buffer, sent = bytes.length): Promise<string> {
  const begun = await side.person.fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': encode({ filename: name, entity: 'places.site', entityId: side.made.site! }),
    },
  });
  if (begun.status !== 201) throw new Error(`upload: ${begun.status} ${await begun.text()}`);
  const address = begun.headers.get('location')!;
  const answer = await side.person.fetch(address, {
    method: 'PATCH',
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    body: new Uint8Array(bytes.subarray(0, sent)),
  });
  if (answer.status !== 204) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return address.split('/').at(-1)!;
}

/** A picture with previews, one that was removed, and an upload that stands still. */
async function furnishFiles(side: Side): Promise<void> {
  const { mark, made } = side;
  const picture = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#135' } })
    .png()
    .toBuffer();
  made.attachment = await upload(side, `${mark} photo.png`, picture);
  made.removedAttachment = await upload(side, `${mark} removed.txt`, Buffer.from(`${mark} text`));
  made.upload = await upload(side, `${mark} half.txt`, Buffer.from(`${mark} half of a text`), 4);
  await side.person.fetch(`/api/files/attachments/${made.removedAttachment}/removal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"reason":"Taken twice"}',
  });
}

/** Tasks, a conversation, a calendar, saved views, a browser that keeps things and one that is told by push. */
async function furnishWork(side: Side): Promise<void> {
  const { mark, made, person, colleague } = side;
  const record = { entity: 'places.site', entityId: made.site! };
  const task = await person.call(createTask, {
    body: { title: `${mark} task`, record, ownerId: colleague.accountId },
  });
  made.task = task.id;
  const comment = await person.call(addComment, {
    body: { ...record, text: `${mark} says @{${colleague.accountId}}` },
  });
  made.comment = comment.id;
  await colleague.call(addComment, { body: { ...record, parentId: comment.id, text: `${mark} answers` } });
  await person.call(editComment, { params: { commentId: comment.id }, body: { text: `${mark} says again` } });
  await person.call(followRecord, { body: { ...record, following: true } });
  made.calendar = (await person.call(makeFeed, {})).url;
  const view = await person.call(saveView, {
    body: { list: 'tasks', name: `${mark} view`, query: {}, columns: [], officeId: side.office },
  });
  made.view = view.id;
  made.offlineDevice = randomUUID();
  await person.call(registerDevice, { body: { id: made.offlineDevice, name: `${mark} browser` } });
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const push = await person.call(addDevice, {
    body: {
      endpoint: `https://push.example.org/${mark}`,
      keys: {
        p256dh: keys.getPublicKey().toString('base64url'),
        auth: randomBytes(16).toString('base64url'),
      },
    },
  });
  made.pushDevice = push.id;
  await person.fetch('/api/me', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: '{"theme":"dark"}',
  });
}

async function furnishAccounts(server: TestServer, side: Side): Promise<void> {
  const { mark, made, person, colleague } = side;
  const permissions = ['forms.form.read', 'reports.feed.read', 'reports.data.read', 'places.site.read'];
  made.tokenSecret = (
    await person.call(createToken, { body: { name: `${mark} token`, permissions, days: 30 } })
  ).secret;
  const service = await person.call(createServiceAccount, {
    body: { name: `${mark} service`, officeId: side.office, keeperId: colleague.accountId! },
  });
  made.service = service.id;
  await person
    .call(createServiceToken, {
      params: { accountId: service.id },
      body: { name: `${mark} key`, permissions: ['forms.form.read'], days: 30 },
    })
    .catch(() => undefined);
  const invited = await person.call(invitePerson, {
    body: { name: `${mark} guest`, email: `guest@${mark.toLowerCase()}.example`, language: 'en' },
  });
  made.invited = invited.person.id;
  // Until it holds something an invited account is seen by every administrator, who might give it its role.
  await person.call(createGrant, {
    body: { accountId: made.invited, roleId: 'enumerator', officeId: side.office },
  });
  const lost = await server.persona(`Lost-${mark}`, [{ role: 'enumerator', officeId: side.office }]);
  made.lost = lost.accountId!;
  await person.call(requestRecovery, {
    params: { accountId: made.lost },
    body: { reason: 'Telephone lost' },
  });
  const { ownerQuery } = server.database;
  await ownerQuery(
    `insert into identity.passkey (account_id, credential_id, public_key, counter, name, backed_up)
     values ($1, $2, $2, 0, $3, false)`,
    [person.accountId, randomBytes(16), `${mark} passkey`],
  );
}

/** Relation, exclusion and emergency opening of a record. */
async function furnishRelations({ database }: TestServer, side: Side): Promise<void> {
  const values = ['displacement.round', side.made.round, side.colleague.accountId];
  await database.ownerQuery(
    `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id)
     values ($1, $2, $3, 'owner', $4, $5)`,
    [...values, side.office, side.operation],
  );
  await database.ownerQuery(
    `insert into access.exclusion (entity, entity_id, account_id, kind, reason)
     values ($1, $2, $3, 'conflicted', 'A relative')`,
    ['displacement.round', side.made.round, side.made.lost],
  );
  await database.ownerQuery(
    `insert into access.opening (entity, entity_id, account_id, office_id, operation_id, reason, ends_at)
     values ($1, $2, $3, $4, $5, 'Somebody was in danger', now() + interval '1 hour')`,
    [...values, side.office, side.operation],
  );
}
