import { expect, test } from 'vitest';
import { within } from './within.ts';

test('work in time gives its value, an error of its own is its own', () => {
  expect(within(1000, () => 7)).toBe(7);
  expect(() =>
    within(1000, () => {
      throw new TypeError('own');
    }),
  ).toThrow(TypeError);
});

test('a pattern that would run for years is cut, and the next work is done', () => {
  expect(within(50, () => /^(a+)+$/.test(`${'a'.repeat(60)}!`))).toBeUndefined();
  expect(
    within(50, () => {
      for (;;);
    }),
  ).toBeUndefined();
  expect(within(1000, () => 'done')).toBe('done');
});
