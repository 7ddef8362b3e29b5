import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom, freshSeed } from './chance.ts';

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('chance of a draft', () => {
  it('is the same again for the same seed and another for another', () => {
    const take = (seed: string) => {
      const chance = chanceFrom(seed);
      return [chance.uuid(), chance.uuid(), ...Array.from({ length: 20 }, chance.random)];
    };
    const [one, other] = [freshSeed(), freshSeed()];
    expect(take(one)).toEqual(take(one));
    expect(take(one)).not.toEqual(take(other));
    expect(new Set(take(one)).size).toBe(22);
  });

  it('gives version 4 identities and numbers from 0 to below 1', () => {
    const seed = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seed, (hex) => {
        const { uuid, random } = chanceFrom(hex);
        for (let round = 0; round < 5; round++) {
          expect(uuid()).toMatch(VERSION_4);
          expect(random()).toSatisfy((n: number) => n >= 0 && n < 1);
        }
      }),
    );
  });
});
