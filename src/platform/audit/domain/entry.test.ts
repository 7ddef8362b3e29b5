import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainHash, chainStart, type EntryBody, entryText, idsOfChange } from './entry.ts';

const body: EntryBody = {
  at: '2026-11-21T10:00:00.000Z',
  actor: null,
  actorKind: 'person',
  roles: ['administrator'],
  action: 'access.office.create',
  entity: 'access.office',
  entityId: '1',
  office: null,
  operation: null,
  before: null,
  after: { code: 'HQ' },
  reason: null,
  request: null,
};

describe('an entry', () => {
  it('is canonical JSON with every member present', () => {
    expect(entryText(body)).toBe(
      '{"action":"access.office.create","actor":null,"actorKind":"person","after":{"code":"HQ"},' +
        '"at":"2026-11-21T10:00:00.000Z","before":null,"entity":"access.office","entityId":"1","office":null,' +
        '"operation":null,"reason":null,"request":null,"roles":["administrator"]}',
    );
  });

  it('is chained over the previous hash, its number and its text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), fc.string(), (prev, n, text) => {
        const number = Buffer.from(n.toString(16).padStart(16, '0'), 'hex');
        const whole = Buffer.concat([prev, number, Buffer.from(text, 'utf8')]);
        expect(chainHash(prev, n, text)).toEqual(createHash('sha256').update(whole).digest());
      }),
    );
    expect(chainHash(chainStart, 1, 'a')).not.toEqual(chainHash(chainStart, 2, 'a'));
  });
});

it('names each identifier of what changed once, however deep, and nothing that only looks like one', () => {
  const [a, b] = ['0198f2c4-0000-7000-8000-000000000001', '0198f2c4-0000-7000-8000-000000000002'];
  const [before, after] = [
    { owner: a, text: `${b} wrote` },
    { owner: b, watching: [a, { by: b }], n: 1 },
  ];
  expect(idsOfChange({ before, after })).toEqual([a, b]);
  expect(idsOfChange({ before: null, after: a })).toEqual([a]);
  expect(idsOfChange({ before: null, after: null })).toEqual([]);
});
