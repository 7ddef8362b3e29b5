import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal } from '#platform/http/testing.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { contentKey } from './contents.ts';
import {
  listAttachments,
  listRemovedAttachments,
  purgeAttachment,
  removeAttachment,
  restoreAttachment,
} from './contract.ts';
import { sweepFiles, sweepRemoved } from './jobs.ts';
import { readFilesSettings } from './settings.ts';
import { attach, begin, ENTITY, type FilesWorld, filesWorld, sendPiece } from './testing/world.ts';

let world: FilesWorld;
beforeAll(async () => {
  world = await filesWorld();
});
afterAll(() => world?.close());

const there = () => ({ params: { entity: ENTITY, recordId: world.record }, querystring: {} });
const removedOf = async (by: Caller) => (await by.call(listRemovedAttachments, there())).items;
const remove = (by: Caller, attachmentId: string, reason?: string) =>
  by.call(removeAttachment, { params: { attachmentId }, body: reason ? { reason } : {} });
const restore = (by: Caller, attachmentId: string) =>
  by.call(restoreAttachment, { params: { attachmentId }, body: {} });
const purge = (by: Caller, attachmentId: string, reason = 'Sent by mistake') =>
  by.call(purgeAttachment, { params: { attachmentId }, body: { reason } });
const query = <T>(sql: string, params: unknown[] = []) => world.server.database.ownerQuery<T>(sql, params);
const entriesOf = (id: string, action: string) =>
  query<{ body: string }>(`select body from audit.entry where action = $2 and body like '%' || $1 || '%'`, [
    id,
    action,
  ]);
const rowsLeft = async (id: string) =>
  (
    await query<{ n: number }>(
      `select ((select count(*) from files.attachment where id = $1)
        + (select count(*) from files.attachment_content where attachment_id = $1)
        + (select count(*) from files.upload where id = $1))::int n`,
      [id],
    )
  )[0]!.n;
const as = (who: Caller, sql: string, values: unknown[]) =>
  world.server.database.db.withActor(
    { accountId: who.accountId, kind: 'person', permissions: null, requestId: 't' },
    (tx) => rawQuery(tx, sql, values),
  );
/** A file of the record that was removed. */
async function removed(text: string, options: { class?: string } = {}): Promise<string> {
  const id = await attach(world, world.officer, Buffer.from(text), { name: 'note.txt', ...options });
  await remove(world.officer, id, 'Taken twice');
  return id;
}

describe('refused', () => {
  test('the removed files of a hidden record, and one of them by its id', async () => {
    const id = await removed('hidden');
    expect(await refusal(removedOf(world.stranger))).toBe('404 http.not_found');
    for (const call of [restore, purge]) {
      expect(await refusal(call(world.stranger, id))).toBe('404 http.not_found');
      expect(await refusal(call(world.officer, randomUUID()))).toBe('404 http.not_found');
      expect(await refusal(call(world.server.stranger, id))).toMatch(/^401 /);
    }
    await restore(world.officer, id);
  });

  test('what was not removed is neither brought back nor purged', async () => {
    const id = await attach(world, world.officer, Buffer.from('stays'));
    expect(await refusal(restore(world.officer, id))).toBe('404 http.not_found');
    expect(await refusal(purge(world.officer, id))).toBe('404 http.not_found');
  });

  test('a removed file of a class that the caller does not see', async () => {
    const id = await removed('restricted', { class: 'restricted' });
    expect((await removedOf(world.assistant)).some((one) => one.id === id)).toBe(false);
    expect(await refusal(restore(world.assistant, id))).toBe('404 http.not_found');
    expect(await refusal(purge(world.assistant, id))).toBe('404 http.not_found');
    expect((await removedOf(world.officer)).some((one) => one.id === id)).toBe(true);
  });

  test('a purge without a reason, without a fresh proof, or while the file is looked into', async () => {
    const id = await removed('kept');
    expect(await refusal(purge(world.officer, id, ' '))).toMatch(/^400 |^422 /);
    await query(`update identity.session set proved_at = now() - interval '1 day' where account_id = $1`, [
      world.officer.accountId,
    ]);
    expect(await refusal(purge(world.officer, id))).toBe('403 identity.step_up_needed');
    await query('update identity.session set proved_at = now() where account_id = $1', [
      world.officer.accountId,
    ]);
    const begun = await begin(world, world.officer, Buffer.from('new'));
    const address = begun.headers.get('location')!;
    await sendPiece(world.officer, address, 0, Buffer.from('new'));
    const fresh = address.split('/').at(-1)!;
    await remove(world.officer, fresh);
    expect(await refusal(purge(world.officer, fresh))).toBe('409 files.being_checked');
    // It is looked into all the same, so that it can be brought back or purged.
    await world.check(fresh);
    expect(await restore(world.officer, fresh)).toMatchObject({ state: 'ready' });
    expect(await rowsLeft(id)).toBeGreaterThan(0);
  });

  test('by the database: to see or purge by hand what one may not bring back, or what is not removed', async () => {
    const id = await removed('by hand');
    const alive = await attach(world, world.officer, Buffer.from('alive'));
    const del = 'delete from files.attachment where id = $1 returning 1';
    expect(await as(world.stranger, del, [id])).toEqual([]);
    expect(await as(world.officer, del, [alive])).toEqual([]);
    const sql = 'select 1 from files.attachment where id = $1';
    expect(await as(world.assistant, sql, [id])).toHaveLength(1);
    await query(
      `update access.role set permissions = array_remove(permissions, 'files.attachment.write') where id = 'displacement-assistant'`,
    );
    expect(await as(world.assistant, sql, [id])).toEqual([]);
    await query(
      `update access.role set permissions = permissions || array['files.attachment.write'] where id = 'displacement-assistant'`,
    );
  });
});

describe('a removed file', () => {
  test('is listed with who removed it and until when it is kept, and comes back as it was', async () => {
    const id = await removed('comes back');
    const [row] = (await removedOf(world.assistant)).filter((one) => one.id === id);
    expect(row).toMatchObject({ name: 'note.txt', removedByName: 'officer', removalReason: 'Taken twice' });
    expect(Date.parse(row!.purgedFrom) - Date.parse(row!.removedAt)).toBe(14 * 86_400_000);
    expect(await restore(world.assistant, id)).toMatchObject({ id, state: 'ready', size: 10 });
    const { items } = await world.officer.call(listAttachments, there());
    expect(items.some((one) => one.id === id)).toBe(true);
    const content = await world.officer.fetch(`/api/files/attachments/${id}/content`);
    expect(await content.text()).toBe('comes back');
    expect(await entriesOf(id, 'files.attachment_restored')).toHaveLength(1);
    expect(await refusal(restore(world.officer, id))).toBe('404 http.not_found');
  });

  test('is purged at once with nothing left but its entries, and its content goes by the sweep', async () => {
    const id = await removed('goes for good');
    const [content] = await query<{ blob: Buffer }>(
      'select blob from files.attachment_content where attachment_id = $1',
      [id],
    );
    await purge(world.officer, id);
    expect(await rowsLeft(id)).toBe(0);
    expect((await removedOf(world.officer)).some((one) => one.id === id)).toBe(false);
    const [entry] = await entriesOf(id, 'files.attachment_purged');
    expect(entry!.body).toContain('Sent by mistake');
    expect(entry!.body).not.toContain('note.txt');
    await query(`update files.blob set created_at = now() - interval '2 days' where sha256 = $1`, [
      content!.blob,
    ]);
    await sweepFiles(world.config.contents).run(
      jobContext({ db: world.server.database.db, payload: {}, dataDir: '' }),
    );
    expect(await query('select from files.blob where sha256 = $1', [content!.blob])).toEqual([]);
    await expect(world.config.contents.objects.get(contentKey(content!.blob))).rejects.toThrow();
  });

  test('is purged by itself when its time is over, and not before', async () => {
    const [old, young] = [await removed('old'), await removed('young')];
    const age = (id: string, days: number) =>
      query(`update files.attachment set removed_at = now() - $2 * interval '1 day' where id = $1`, [
        id,
        days,
      ]);
    await age(old, 14.01);
    await age(young, 13.99);
    const sweep = () =>
      sweepRemoved(world.config).run(jobContext({ db: world.server.database.db, payload: {}, dataDir: '' }));
    await sweep();
    expect([await rowsLeft(old), (await rowsLeft(young)) > 0]).toEqual([0, true]);
    expect(await entriesOf(old, 'files.attachment_purged')).toHaveLength(1);
    await sweep();
    expect(await entriesOf(old, 'files.attachment_purged')).toHaveLength(1);
  });
});

test('the keep time is a whole number of days', () => {
  const read = (text: string) =>
    readFilesSettings({ SOJOURN_FILES_KEEP_REMOVED_DAYS: text }, (sentence) => {
      throw new Error(sentence);
    }).keepRemovedDays;
  expect([read(''), read('30')]).toEqual([14, 30]);
  for (const wrong of ['0', '1.5', 'long', '-3', '4000']) expect(() => read(wrong)).toThrow('whole number');
});
