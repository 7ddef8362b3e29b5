import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawQuery } from '#platform/db/tx.ts';
import type { Caller } from '#platform/http/testing.ts';
import { refusal } from '#platform/http/testing.ts';
import { listAttachments, removeAttachment, renameAttachment } from './contract.ts';
import { attach, begin, ENTITY, type FilesWorld, filesWorld, headOf, sendPiece } from './testing/world.ts';

let world: FilesWorld;
beforeAll(async () => {
  world = await filesWorld();
});
afterAll(() => world?.close());

const list = async (caller: Caller, record = world.record) =>
  (await caller.call(listAttachments, { params: { entity: ENTITY, recordId: record }, querystring: {} }))
    .items;
const content = (caller: Caller, id: string, headers: Record<string, string> = {}) =>
  caller.fetch(`/api/files/attachments/${id}/content`, { headers });
const problemOf = async (answer: Response) =>
  `${answer.status} ${((await answer.json()) as { code: string }).code}`;
const reveal = (caller: Caller, id: string, body: object) =>
  caller.fetch(`/api/files/attachments/${id}/reveal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const entries = (action: string) =>
  world.server.database.ownerQuery<{ entity: string; entity_id: string; body: string }>(
    'select entity, entity_id, body from audit.entry where action = $1 order by id',
    [action],
  );
const revoke = (caller: Caller) =>
  world.server.database.ownerQuery('update access.role_grant set revoked_at = now() where account_id = $1', [
    caller.accountId,
  ]);

const officerActor = () =>
  ({ accountId: world.officer.accountId, kind: 'person', permissions: null, requestId: 't' }) as const;

describe('refused', () => {
  test('a record that is hidden is not there: to list, to add to, and its files by their ids', async () => {
    const id = await attach(world, world.officer, Buffer.from('hello'));
    const there = { params: { entity: ENTITY, recordId: world.record }, querystring: {} };
    expect(await refusal(world.stranger.call(listAttachments, there))).toBe('404 http.not_found');
    expect(await problemOf(await begin(world, world.stranger, Buffer.from('x')))).toBe('404 http.not_found');
    expect((await content(world.stranger, id)).status).toBe(404);
    expect((await reveal(world.stranger, id, { purpose: 'safety', note: 'because' })).status).toBe(404);
    expect(
      await refusal(
        world.stranger.call(renameAttachment, { params: { attachmentId: id }, body: { name: 'x.txt' } }),
      ),
    ).toBe('404 http.not_found');
    expect(
      await refusal(world.stranger.call(removeAttachment, { params: { attachmentId: id }, body: {} })),
    ).toBe('404 http.not_found');
    expect((await content(world.server.stranger, id)).status).toBe(401);
    expect((await content(world.officer, randomUUID())).status).toBe(404);
  });

  test('a record of no kind, or of a table without forced policies', async () => {
    for (const entity of ['zoo.none', 'pg_catalog.pg_class', 'platform.migration']) {
      const there = { params: { entity, recordId: world.record }, querystring: {} };
      expect(await refusal(world.officer.call(listAttachments, there))).toBe('404 http.not_found');
    }
  });

  test('a record that everybody sees and no slice lets bear files, by the database too', async () => {
    const [office] = await world.server.database.ownerQuery<{ id: string }>('select id from access.office');
    const place = { entity: 'access.office', record: office!.id };
    expect(await problemOf(await begin(world, world.officer, Buffer.from('x'), place))).toBe(
      '404 http.not_found',
    );
    const actor = officerActor();
    for (const insert of [
      `insert into files.attachment (id, entity, entity_id, name, content_type, size, class, uploaded_by, uploaded_at, changed_at)
       values ($1, 'access.office', $2, 'x', 'x', 1, 'open', $3, now(), now())`,
      `insert into files.upload (id, entity, entity_id, name, class, length, account_id, created_at, expires_at)
       values ($1, 'access.office', $2, 'x', 'open', 1, $3, now(), now())`,
    ]) {
      const put = world.server.database.db.withActor(actor, (tx) =>
        rawQuery(tx, insert, [randomUUID(), office!.id, world.officer.accountId]),
      );
      await expect(put).rejects.toThrow(/row-level security/);
    }
    // What was put there before stays readable, and nothing is added to it.
    await world.server.database.ownerQuery(
      `insert into files.attachment (id, entity, entity_id, name, content_type, size, class, uploaded_by, uploaded_at, changed_at)
       values ($1, 'access.office', $2, 'old.txt', 'text/plain', 1, 'open', $3, now(), now())`,
      [randomUUID(), office!.id, world.officer.accountId],
    );
    const there = { params: { entity: 'access.office', recordId: office!.id }, querystring: {} };
    expect(await world.officer.call(listAttachments, there)).toMatchObject({
      items: [{ name: 'old.txt' }],
      mayAdd: [],
    });
  });

  test('the upload of somebody else, even on the same record', async () => {
    const begun = await begin(world, world.officer, Buffer.from('mine'));
    const address = begun.headers.get('location')!;
    expect((await headOf(world.assistant, address)).status).toBe(404);
    expect((await sendPiece(world.assistant, address, 0, Buffer.from('mine'))).status).toBe(404);
    expect((await headOf(world.officer, address)).status).toBe(200);
  });

  test('a person whose grant ends in mid-upload, and the files of what they no longer see', async () => {
    const leaver = await world.server.persona('leaver', []);
    await world.server.database.ownerQuery(
      `insert into access.role_grant (account_id, role_id, office_id, operation_id)
       select $1, role_id, office_id, operation_id from access.role_grant where account_id = $2`,
      [leaver.accountId, world.officer.accountId],
    );
    const id = await attach(world, leaver, Buffer.from('before'));
    const address = (await begin(world, leaver, Buffer.from('after all'))).headers.get('location')!;
    expect((await sendPiece(leaver, address, 0, Buffer.from('after'))).status).toBe(204);
    await revoke(leaver);
    expect((await sendPiece(leaver, address, 5, Buffer.from(' all'))).status).toBe(403);
    expect((await content(leaver, id)).status).toBe(404);
  });

  test('an expired or limited API token', async () => {
    const secret = `sjt_${randomBytes(24).toString('base64url')}`;
    const { secretHash } = await import('#platform/identity/secrets.ts');
    await world.server.database.ownerQuery(
      `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
       values ($1, 'sender', $2, '{files.attachment.write}', now() + interval '1 hour')`,
      [world.officer.accountId, secretHash(secret)],
    );
    const token: Caller = {
      ...world.server.stranger,
      fetch: (path, init) =>
        fetch(world.server.url + path, {
          ...init,
          headers: { ...(init?.headers as object), authorization: `Bearer ${secret}` },
        }),
    };
    const address = (await begin(world, token, Buffer.from('by token'))).headers.get('location')!;
    expect((await sendPiece(token, address, 0, Buffer.from('by'))).status).toBe(204);
    expect((await begin(world, token, Buffer.from('x'), { class: 'sealed' })).status).toBe(403);
    await world.server.database.ownerQuery(
      `update identity.api_token set created_at = created_at - interval '2 days', expires_at = now() - interval '1 minute' where account_id = $1`,
      [world.officer.accountId],
    );
    expect((await sendPiece(token, address, 2, Buffer.from(' token'))).status).toBe(401);
  });

  test('a class that the sender could not see themselves', async () => {
    expect((await begin(world, world.assistant, Buffer.from('x'), { class: 'restricted' })).status).toBe(403);
    expect((await begin(world, world.assistant, Buffer.from('x'), { class: 'secret' })).status).toBe(400);
  });

  test('the database says the same of rows made by hand', async () => {
    const actor = {
      accountId: world.stranger.accountId,
      kind: 'person',
      permissions: null,
      requestId: 't',
    } as const;
    const put = world.server.database.db.withActor(actor, (tx) =>
      rawQuery(
        tx,
        `insert into files.attachment (id, entity, entity_id, name, content_type, size, class, uploaded_by, uploaded_at, changed_at)
         values ($1, $2, $3, 'x', 'x', 1, 'open', $4, now(), now())`,
        [randomUUID(), ENTITY, world.record, world.stranger.accountId],
      ),
    );
    await expect(put).rejects.toThrow(/row-level security/);
  });
});

describe('a file of a record', () => {
  test('is listed, handed out whole and in part, renamed and removed, each with its entry', async () => {
    const bytes = randomBytes(200_000);
    const id = await attach(world, world.officer, bytes, { name: 'plan.dat' });
    const row = (await list(world.assistant)).find((one) => one.id === id)!;
    expect(row).toMatchObject({
      name: 'plan.dat',
      size: 200_000,
      state: 'ready',
      class: 'open',
      mayChange: true,
    });
    const whole = await content(world.assistant, id);
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await content(world.officer, id, { range: 'bytes=65530-65545' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 65530-65545/200000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(65530, 65546))).toBe(true);
    expect((await content(world.officer, id, { range: 'bytes=200000-' })).status).toBe(416);
    const renamed = await world.assistant.call(renameAttachment, {
      params: { attachmentId: id },
      body: { name: 'new plan.exe' },
    });
    expect(renamed.name).toBe('new plan.exe.dat');
    await world.officer.call(removeAttachment, { params: { attachmentId: id }, body: { reason: 'twice' } });
    expect((await list(world.officer)).some((one) => one.id === id)).toBe(false);
    expect((await content(world.officer, id)).status).toBe(404);
    const removed = (await entries('files.attachment_removed')).at(-1)!;
    expect([removed.entity, removed.entity_id]).toEqual([ENTITY, world.record]);
    expect(removed.body).toContain('twice');
    expect(removed.body).not.toContain('plan');
    expect((await entries('files.attachment.read')).length).toBeGreaterThan(1);
  });

  test('restricted: only with the permission, though the record is seen', async () => {
    const id = await attach(world, world.officer, Buffer.from('r'), { class: 'restricted', name: 'r.txt' });
    expect((await list(world.assistant)).some((one) => one.id === id)).toBe(false);
    expect((await content(world.assistant, id)).status).toBe(404);
    expect((await content(world.officer, id)).status).toBe(200);
  });

  test('sealed: never by download, by a purpose that is logged, and by nothing else in the database', async () => {
    const id = await attach(world, world.officer, Buffer.from('very sealed'), {
      class: 'sealed',
      name: 's.txt',
    });
    expect(await problemOf(await content(world.officer, id))).toBe('403 files.sealed');
    expect(await problemOf(await reveal(world.assistant, id, { purpose: 'safety', note: 'because' }))).toBe(
      '403 http.forbidden',
    );
    expect(await problemOf(await reveal(world.officer, id, { purpose: 'curiosity', note: 'because' }))).toBe(
      '422 access.purpose_unknown',
    );
    const actor = officerActor();
    const rows = await world.server.database.db.withActor(actor, (tx) =>
      rawQuery(tx, 'select 1 from files.attachment_content where attachment_id = $1', [id]),
    );
    expect(rows).toEqual([]);
    const shown = await reveal(world.officer, id, { purpose: 'safety', note: 'a person in danger' });
    expect(await shown.text()).toBe('very sealed');
    const entry = (await entries('files.attachment_revealed')).at(-1)!;
    expect(entry.entity_id).toBe(id);
    expect(entry.body).toContain('a person in danger');
  });

  test('pages of a long list do not lose or repeat any', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++)
      ids.push(await attach(world, world.stranger, Buffer.from(`${i}`), { record: world.otherRecord }));
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await world.stranger.call(listAttachments, {
        params: { entity: ENTITY, recordId: world.otherRecord },
        querystring: { limit: 2, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen.sort()).toEqual(ids.sort());
  });
});
