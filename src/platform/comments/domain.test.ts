import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayEdit, mentionsIn, withKnownMentions } from './domain.ts';

const aText = fc
  .array(
    fc.oneof(
      fc.uuid().map((id) => ({ id })),
      fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('@{')),
    ),
  )
  .map((parts) => ({
    ids: [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.id])))],
    text: parts.map((part) => (typeof part === 'string' ? part : `@{${part.id}}`)).join(' '),
  }));

test('every mention is found once, and those unknown are gone', () => {
  fc.assert(
    fc.property(aText, ({ ids, text }) => {
      expect(mentionsIn(text)).toEqual(ids);
      const known = new Set(ids.filter((_, i) => i % 2 === 0));
      const shown = withKnownMentions(text, known);
      expect(mentionsIn(shown)).toEqual([...known]);
      for (const id of ids) expect(shown.includes(id)).toBe(known.has(id));
    }),
  );
});

test('a text without a whole mention mentions nobody', () => {
  for (const text of ['@Amal', '@{}', '@{not-an-id}', 'mail a@{b}.org']) expect(mentionsIn(text)).toEqual([]);
});

test('a comment is changed within a quarter of an hour', () => {
  const created = new Date('2026-11-22T08:00:00Z');
  expect(mayEdit(created, new Date('2026-11-22T08:14:59Z'))).toBe(true);
  expect(mayEdit(created, new Date('2026-11-22T08:15:00Z'))).toBe(false);
});
