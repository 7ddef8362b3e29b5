import type { Keys } from '#platform/vault/contract.ts';
import { rootFile } from '#platform/vault/root-key.ts';
import type { Verified } from '#platform/vault/verify.ts';

const number = (n: number): string => n.toLocaleString('en');

const STATES = {
  next: 'soon in use',
  active: 'in use',
  retired: 'opens only',
  destroyed: 'destroyed',
} as const;

/** The list for a person at a terminal. */
export function describeList({ root, keys, remaining, total, rotation }: Keys, dataDir: string): string {
  const source = {
    file: `the file ${rootFile(dataDir, root.id)}`,
    environment: 'the environment',
    passphrase: 'a passphrase',
  }[root.source];
  const rows = keys.map(({ purpose, state, madeAt, sealed, id }) => [
    purpose,
    STATES[state],
    madeAt.slice(0, 16).replace('T', ' '),
    number(sealed),
    id,
  ]);
  const table = [['seals', 'state', 'made (UTC)', 'sealed', 'id'], ...rows];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  return [
    `Root key ${root.id} from ${source}, since ${root.madeAt.slice(0, 10)}.`,
    '',
    ...lines,
    '',
    `${number(total)} values and files are sealed, ${number(remaining)} of them not under a key in use.`,
    ...(rotation && !rotation.finishedAt ? ['A change of keys is under way.'] : []),
  ].join('\n');
}

const NAMED = 20;

/** What opened and what did not; ids alone, never contents. */
export function describeVerified(found: readonly Verified[]): string {
  const lines = found.flatMap(({ place, opened, closed }) => [
    `${place}: ${number(opened)} open${closed.length > 0 ? `, ${number(closed.length)} DO NOT OPEN:` : '.'}`,
    ...closed.slice(0, NAMED).map((id) => `  ${id}`),
    ...(closed.length > NAMED ? [`  and ${number(closed.length - NAMED)} more.`] : []),
  ]);
  const sound = found.every(({ closed }) => closed.length === 0);
  return [
    ...lines,
    sound ? 'Everything that is sealed opens.' : 'SOME OF WHAT IS SEALED DOES NOT OPEN.',
  ].join('\n');
}
