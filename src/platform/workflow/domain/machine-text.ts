import { type Machine, statesOf, transitionsOf } from './machine.ts';
import { situationsOf, type World } from './world.ts';

/** Codes of what a transition may have to wait for, tried under all facts of the world. */
function waitsFor<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  world: World<S, F>,
  id: T,
): string[] {
  const { from, guard } = machine.transitions[id];
  const missing = situationsOf<F>(world.facts).flatMap((facts) =>
    from.flatMap((state) => guard?.(facts, state) ?? []),
  );
  return [...new Set(missing.map((one) => one.code))];
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The picture of a machine, its steps as a table, and what is proved of it, as Markdown for people. */
export function machineText<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  world: World<S, F>,
): string {
  const states = statesOf(machine);
  const ids = transitionsOf(machine);
  const ofKind = (kind: string) => states.filter((state) => machine.states[state].kind === kind);
  const arrows = ids.flatMap((id) =>
    machine.transitions[id].from.map((from) => `  ${from} --> ${machine.transitions[id].to}: ${id}`),
  );
  const rows = ids.map((id) => {
    const { from, to, permission, fields = [], needsReason, effects = [] } = machine.transitions[id];
    const needs = [
      `\`${[permission].flat().join('` or `')}\``,
      ...(needsReason ? ['a reason'] : []),
      ...(fields.length > 0 ? [code(fields)] : []),
    ].join(', ');
    const cells = [id, from.join(', '), to, needs, code(waitsFor(machine, world, id)), code(effects)];
    return `| ${cells.join(' | ')} |`;
  });
  const clocks = states.flatMap((state) =>
    Object.keys(machine.states[state].clocks ?? {}).map((clock) => `\`${clock}\` in ${state}`),
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...ofKind('initial').map((state) => `  [*] --> ${state}`),
    ...arrows,
    ...ofKind('final').map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| step | from | to | needs | waits for | effects |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    ...(clocks.length > 0 ? [`Falls due: ${clocks.join(', ')}.`, ''] : []),
    'Proved of every state that can be reached:',
    ...machine.invariants.map(({ says }) => `- ${says}`),
  ].join('\n');
}
