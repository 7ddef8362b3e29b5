import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowsDigest } from './rows-digest.ts';

function digest(rows: readonly string[]): string {
  const rowsDigest = createRowsDigest();
  for (const row of rows) rowsDigest.add(Buffer.from(row));
  expect(rowsDigest.rows()).toBe(rows.length);
  return rowsDigest.value();
}

const rows = fc.array(fc.string(), { minLength: 1, maxLength: 20 });

test('a row that is lost, doubled or changed shows', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (some, which) => {
      const at = which % some.length;
      const whole = digest(some);
      expect(digest(some.toSpliced(at, 1))).not.toBe(whole);
      expect(digest([...some, some[at]!])).not.toBe(whole);
      expect(digest(some.with(at, `${some[at]}x`))).not.toBe(whole);
    }),
  );
});

test('the order of rows does not', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (some, random) => {
      const keyed = some.map((row) => [random.next().value as number, row] as const);
      expect(digest(keyed.toSorted((a, b) => a[0] - b[0]).map(([, row]) => row))).toBe(digest(some));
    }),
  );
});

test('it is the sum of the rows’ hashes, with carry', () => {
  const two = ['a', 'b'].map((row) => BigInt(`0x${digest([row])}`));
  expect(BigInt(`0x${digest(['a', 'b'])}`)).toBe((two[0]! + two[1]!) % 2n ** 256n);
  expect(digest(['a'])).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
});
