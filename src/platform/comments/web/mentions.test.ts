import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionAt, type Person, partsOf, toSent, toTyped } from './mentions.ts';

const names = ['Ana', 'Ana Ruiz', 'Amal', 'فاطمة', "D'Arcy"];
const people: Person[] = names.map((name, n) => ({ id: `0000000${n}-0000-4000-8000-000000000000`, name }));
const aPart = fc.oneof(
  fc.constantFrom(...people),
  fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('@')),
);

test('what is chosen while typing is what is sent, and is typed the same when it is edited', () => {
  fc.assert(
    fc.property(fc.array(aPart), (parts) => {
      // A name ends at something that no name holds.
      const typed = parts.map((part) => (typeof part === 'string' ? part : `@${part.name};`)).join(' ');
      const sent = toSent(typed, people);
      const mentioned = parts.filter((part): part is Person => typeof part !== 'string');
      expect(partsOf(sent, people).filter((part) => typeof part !== 'string')).toEqual(mentioned);
      expect(toTyped(sent, people)).toBe(typed);
    }),
  );
});

test('somebody not known is left out', () => {
  expect(partsOf(`Ask @{${people[0]!.id}} soon`, [])).toEqual(['Ask ', ' soon']);
});

test.each([
  ['Hello @am', { from: 6, q: 'am' }],
  ['@', { from: 0, q: '' }],
  ['(@Ana R', { from: 1, q: 'Ana R' }],
  ['mail@here', undefined],
  ['@Ana Ruiz and', undefined],
  ['done.', undefined],
])('in %j the chooser is asked for %j', (typed, expected) => {
  expect(mentionAt(typed, typed.length)).toEqual(expected);
});
