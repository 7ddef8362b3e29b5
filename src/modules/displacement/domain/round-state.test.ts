import { expect, test } from 'vitest';
import { roundStates } from '../contract.ts';
import { isSettled, nextStates, refuseMove } from './round-state.ts';

/** The whole matrix, written out: rows from, columns to; f forward, b back with a reason, s supersede with a reason. */
const expected = `
            planned collecting cleaning validated cleared published superseded
planned     .       f          .        .         .       .         .
collecting  .       .          f        .         .       .         .
cleaning    .       b          .        f         .       .         .
validated   .       .          b        .         f       .         .
cleared     .       .          b        .         .       f         .
published   .       .          .        .         .       .         s
superseded  .       .          .        .         .       .         .`;

const [head, ...rows] = expected
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

test.each(rows.map((row) => [row[0]!, row.slice(1)] as const))('moves from %s', (from, cells) => {
  head!.forEach((to, i) => {
    const move = (reason: string) => refuseMove(from as never, to as never, reason);
    const cell = cells[i];
    expect(move('because'), `${from} to ${to}`).toBe(cell === '.' ? 'not_next' : null);
    if (cell === 'b' || cell === 's') expect(move('  ')).toBe('reason_needed');
    if (cell === 'f') expect(move('')).toBeNull();
  });
});

test('every state can be reached, and a cleared round is settled', () => {
  const reached = new Set(['planned']);
  for (let i = 0; i < roundStates.length; i++)
    for (const s of [...reached]) for (const n of nextStates(s as never)) reached.add(n);
  expect([...reached].sort()).toEqual([...roundStates].sort());
  expect(roundStates.filter(isSettled)).toEqual(['cleared', 'published', 'superseded']);
});
