import 'fake-indexeddb/auto';
import { Dexie, type EntityTable, type Table } from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newKey, openBytes, sealBytes } from './cipher.ts';
import { sealTables } from './sealed-tables.ts';

interface Note {
  id: string;
  owner: string;
  state: string;
  text: string;
  bytes?: Uint8Array;
}
type Notes = Dexie & {
  note: EntityTable<Note, 'id'>;
  line: Table<{ id: string; seq: number; text: string }>;
};

let key: Uint8Array | undefined;
let notes: Notes;
let round = 0;

const stores = { note: 'id, [owner+state], owner', line: '[id+seq], id' };
const openNotes = (name: string): Notes => {
  const database = new Dexie(name) as Notes;
  database.version(1).stores(stores);
  sealTables(database, () => {
    if (!key) throw new Error('closed');
    return key;
  });
  return database;
};

beforeEach(() => {
  key = newKey();
  round += 1;
  notes = openNotes(`notes-${round}`);
});
afterEach(() => notes.delete());

const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  owner: 'o',
  state: 'open',
  text: `canary ${id}`,
  ...more,
});

test('a closed store neither reads nor writes', async () => {
  await notes.note.put(note('1'));
  key = undefined;
  await expect(notes.note.get('1')).rejects.toThrow('closed');
  await expect(notes.note.put(note('2'))).rejects.toThrow('closed');
});

test('with another key, or moved under another row, nothing opens', async () => {
  await notes.note.bulkPut([note('1'), note('2')]);
  const plain = new Dexie(notes.name);
  await plain.open();
  const [one, two] = await plain.table('note').toArray();
  await plain.table('note').put({ ...one, sealed: two.sealed });
  plain.close();
  await expect(notes.note.get('1')).rejects.toThrow();
  key = newKey();
  await expect(notes.note.get('2')).rejects.toThrow();
});

test('only keys and indexed fields lie in the clear', async () => {
  await notes.note.put(note('1', { bytes: new TextEncoder().encode('canary bytes') }));
  const plain = new Dexie(notes.name);
  await plain.open();
  const [row] = await plain.table('note').toArray();
  plain.close();
  expect(Object.keys(row).sort()).toEqual(['id', 'owner', 'sealed', 'state']);
  expect(new TextDecoder().decode(row.sealed)).not.toContain('canary');
});

test('every way to read and change a table goes through the seal', async () => {
  await notes.note.bulkPut([note('1'), note('2', { state: 'done' }), note('3')]);
  await notes.note.update('1', { text: 'changed' });
  await notes.note.where({ owner: 'o', state: 'open' }).modify({ text: 'modified' });
  expect((await notes.note.where({ owner: 'o' }).sortBy('id')).map(({ text }) => text)).toEqual([
    'modified',
    'canary 2',
    'modified',
  ]);
  expect(await notes.note.where('owner').equals('o').count()).toBe(3);
  expect((await notes.note.filter(({ text }) => text === 'canary 2').first())?.id).toBe('2');
  const seen: string[] = [];
  await notes.note.orderBy('id').each(({ text }) => seen.push(text));
  expect(seen).toEqual(['modified', 'canary 2', 'modified']);
  expect((await notes.note.bulkGet(['3', 'none'])).map((row) => row?.text)).toEqual(['modified', undefined]);
  await notes.transaction('rw', notes.note, notes.line, async () => {
    await notes.note.delete('1');
    await notes.line.put({ id: 'a', seq: 1, text: 'canary' });
    await notes.line.add({ id: 'a', seq: 2, text: 'more' });
  });
  expect(await notes.line.where({ id: 'a' }).toArray()).toHaveLength(2);
  expect(await notes.note.get('1')).toBeUndefined();
});

test('any row comes back as it was, bytes and all', async () => {
  const row = fc.record({
    id: fc.string({ minLength: 1, maxLength: 20 }),
    owner: fc.string(),
    state: fc.string(),
    text: fc.string({ unit: 'binary' }),
    bytes: fc.option(fc.uint8Array({ maxLength: 300 }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(row, async (given) => {
      const { bytes, ...rest } = given;
      const whole = bytes ? { ...rest, bytes } : rest;
      await notes.note.put(whole as Note);
      expect(await notes.note.get(given.id)).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});

test('any changed bit is found', () => {
  const secret = newKey();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, at) => {
      const sealed = sealBytes(secret, 'place', bytes);
      expect(openBytes(secret, 'place', sealed)).toEqual(bytes);
      const bit = at % (sealed.length * 8);
      sealed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openBytes(secret, 'place', sealed)).toThrow();
    }),
  );
});
